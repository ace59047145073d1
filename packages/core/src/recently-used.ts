/** A map in the order of use: what was set or asked for longest ago comes first. */
export class RecentlyUsed<Value extends {}> extends Map<string, Value> {
  override get(key: string): Value | undefined {
    const value = super.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  override set(key: string, value: Value): this {
    this.delete(key);
    return super.set(key, value);
  }
}
