import { useEffect, useState } from 'preact/hooks';
import type { Observed } from '../observed.ts';

/** The value as it is now; the view is shown anew when it changes. */
export function useObserved<Value>(observed: Observed<Value>): Value {
  const [value, setValue] = useState(() => observed.value);
  useEffect(() => {
    setValue(() => observed.value);
    return observed.subscribe(next => setValue(() => next));
  }, [observed]);
  return value;
}
