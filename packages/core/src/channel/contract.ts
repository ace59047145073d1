// What may be called through a channel, and how its arguments and values are read.

/** Takes what came through a pipe as what it should be. @throws if it is not */
export type Read<T = unknown> = (value: unknown) => T;

/** How one method crosses. */
export interface Method<Result = unknown> {
  /** One for each argument: plain data, without its callbacks and signal. */
  readonly args: readonly Read[];
  /** What the callbacks in an argument's options are called with, by their names. */
  readonly events?: Readonly<Record<string, readonly Read[]>>;
  readonly result: Read<Result>;
}

/** The methods that parts with these types have at the other end. A method that is optional may be left out. */
export type ContractOf<Parts> = {
  readonly [Part in keyof Parts]: {
    readonly [Name in keyof Parts[Part]]: Method<ResultOf<NonNullable<Parts[Part][Name]>>>;
  };
};

type ResultOf<F> = F extends (...args: never[]) => Promise<infer Result> ? Result : never;

/** Parts to be called by the other end, with their contract; see `serve`. */
export interface Served {
  readonly methods: ReadonlyMap<string, Method>;
  readonly run: (method: string, args: readonly unknown[]) => Promise<unknown>;
}

/** Parts as the other end may call them: what is in the contract, and nothing else. */
export function serve<Parts>(contract: ContractOf<Parts>, parts: Parts): Served {
  const all = methodsOf(contract);
  const named = new Map(all.map(({ part, name, method }) => [`${part}.${name}`, { part, name, method }]));
  return {
    methods: new Map([...named].map(([full, { method }]) => [full, method])),
    run: async (full, args) => {
      const { part, name } = named.get(full)!;
      return callable(parts)[part]![name]!(...args);
    },
  };
}

/** Parts whose methods call those that `connect` gives: for another end that has to be found, or started, first. */
export function forward<Parts>(contract: ContractOf<Parts>, connect: () => Promise<Parts>): Parts {
  return partsOf(
    contract,
    (part, name) =>
      async (...args) =>
        callable(await connect())[part]![name]!(...args),
  );
}

type Callable = Readonly<Record<string, Readonly<Record<string, (...args: readonly unknown[]) => unknown>>>>;

/** The contract has the names of the parts, and readers of their methods' arguments. */
function callable<Parts>(parts: Parts): Callable {
  return parts as unknown as Callable;
}

/** Parts made of exactly the contract's names. */
export function partsOf<Parts>(
  contract: ContractOf<Parts>,
  method: (part: string, name: string, method: Method) => (...args: readonly unknown[]) => Promise<unknown>,
): Parts {
  const parts: Record<string, Record<string, unknown>> = {};
  for (const { part, name, method: described } of methodsOf(contract)) {
    parts[part] ??= {};
    parts[part][name] = method(part, name, described);
  }
  return parts as unknown as Parts;
}

/** The methods that are there: a place may lack optional ones. */
function methodsOf<Parts>(contract: ContractOf<Parts>) {
  const parts = contract as Readonly<Record<string, Readonly<Record<string, Method | undefined>>>>;
  return Object.entries(parts).flatMap(([part, methods]) =>
    Object.entries(methods).flatMap(([name, method]) => (method ? [{ part, name, method }] : [])),
  );
}

/** @throws if there are more than are taken, and what the readers throw */
export function readAll(values: readonly unknown[], readers: readonly Read[]): unknown[] {
  if (values.length > readers.length) throw new Error(`${values.length} values where ${readers.length} are taken`);
  return readers.map((read, index) => read(values[index]));
}
