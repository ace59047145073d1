import { BUDGETS } from '../../budgets.ts';
import { SanaError } from '../../errors.ts';
import { PickleCursor } from './pickle-cursor.ts';
import { ofKind, type PickleDict, type PickleKey, type PickleList, type PickleValue } from './pickle-values.ts';
import { callGlobal, isKnownGlobal, storageOfId } from './torch-globals.ts';

/** Op codes as Python's pickletools names them: what torch.save writes with protocols 2 to 4. */
const OP = {
  MARK: 0x28,
  EMPTY_TUPLE: 0x29,
  STOP: 0x2e,
  BINBYTES: 0x42,
  SHORT_BINBYTES: 0x43,
  BINFLOAT: 0x47,
  BININT: 0x4a,
  BININT1: 0x4b,
  BININT2: 0x4d,
  NONE: 0x4e,
  BINPERSID: 0x51,
  REDUCE: 0x52,
  BINUNICODE: 0x58,
  EMPTY_LIST: 0x5d,
  APPEND: 0x61,
  BUILD: 0x62,
  GLOBAL: 0x63,
  APPENDS: 0x65,
  BINGET: 0x68,
  LONG_BINGET: 0x6a,
  BINPUT: 0x71,
  LONG_BINPUT: 0x72,
  SETITEM: 0x73,
  TUPLE: 0x74,
  SETITEMS: 0x75,
  EMPTY_DICT: 0x7d,
  PROTO: 0x80,
  TUPLE1: 0x85,
  TUPLE2: 0x86,
  TUPLE3: 0x87,
  NEWTRUE: 0x88,
  NEWFALSE: 0x89,
  LONG1: 0x8a,
  LONG4: 0x8b,
  SHORT_BINUNICODE: 0x8c,
  STACK_GLOBAL: 0x93,
  MEMOIZE: 0x94,
  FRAME: 0x95,
} as const;

function hex(op: number): string {
  return `0x${op.toString(16).padStart(2, '0')}`;
}

function isKey(value: PickleValue): value is PickleKey {
  return typeof value !== 'object' || value === null;
}

/** The stack machine: values, the positions of marks, and the memo. Nothing recurses, so depth costs nothing. */
class Unpickler {
  readonly #in: PickleCursor;
  readonly #stack: PickleValue[] = [];
  readonly #marks: number[] = [];
  readonly #memo = new Map<number, PickleValue>();

  constructor(cursor: PickleCursor) {
    this.#in = cursor;
  }

  run(): PickleValue {
    const operations = BUDGETS.pickleOperations.most;
    for (let count = 0; count < operations; count++) {
      const op = this.#in.uint8();
      if (op === OP.STOP) return this.#pop();
      this.#step(op);
    }
    throw new SanaError('pickle-refused:operations', { ...this.#in.here, operations });
  }

  #pop(): PickleValue {
    // Values below a mark belong to whoever set it.
    const isEmpty = this.#stack.length <= (this.#marks.at(-1) ?? 0);
    const value = isEmpty ? undefined : this.#stack.pop();
    if (value === undefined) throw new SanaError('file-corrupt:pickle-inconsistent', this.#in.here);
    return value;
  }

  #top(): PickleValue {
    const value = this.#pop();
    this.#stack.push(value);
    return value;
  }

  #popToMark(): PickleValue[] {
    const mark = this.#marks.pop();
    if (mark === undefined) throw new SanaError('file-corrupt:pickle-inconsistent', this.#in.here);
    return this.#stack.splice(mark);
  }

  #tuple(items: PickleValue[]): void {
    this.#stack.push({ kind: 'tuple', items });
  }

  #popTuple(length: number): void {
    const items: PickleValue[] = [];
    for (let i = 0; i < length; i++) items.unshift(this.#pop());
    this.#tuple(items);
  }

  #append(items: readonly PickleValue[]): void {
    const list: PickleList | undefined = ofKind(this.#top(), 'list');
    if (!list) throw new SanaError('file-corrupt:pickle-append', this.#in.here);
    for (const item of items) list.items.push(item);
  }

  #setItems(items: readonly PickleValue[]): void {
    const dict: PickleDict | undefined = ofKind(this.#top(), 'dict');
    if (!dict || items.length % 2 !== 0) throw new SanaError('file-corrupt:pickle-dictionary', this.#in.here);
    for (let i = 0; i < items.length; i += 2) {
      const key = items[i]!;
      if (!isKey(key)) throw new SanaError('pickle-refused:key', this.#in.here);
      dict.items.set(key, items[i + 1]!);
    }
  }

  #global(module: string, attribute: string): void {
    const name = `${module}.${attribute}`;
    if (!isKnownGlobal(name)) throw new SanaError('pickle-refused:global', { ...this.#in.here, global: name });
    this.#stack.push({ kind: 'global', name });
  }

  #stackGlobal(): void {
    const attribute = this.#pop();
    const module = this.#pop();
    if (typeof module !== 'string' || typeof attribute !== 'string')
      throw new SanaError('file-corrupt:pickle-global', this.#in.here);
    this.#global(module, attribute);
  }

  #reduce(): void {
    const args = ofKind(this.#pop(), 'tuple');
    const name = ofKind(this.#pop(), 'global')?.name;
    const value = args && name !== undefined ? callGlobal(name, args) : undefined;
    if (value === undefined)
      throw new SanaError('file-corrupt:pickle-arguments', { ...this.#in.here, call: name ?? 'a call' });
    this.#stack.push(value);
  }

  #persistentId(): void {
    const storage = storageOfId(this.#pop());
    if (!storage) throw new SanaError('file-corrupt:pickle-storage', this.#in.here);
    this.#stack.push(storage);
  }

  /** A module's state_dict carries `_metadata` as an attribute; attributes of dictionaries are of no use here. */
  #build(): void {
    this.#pop();
    if (!ofKind(this.#top(), 'dict'))
      throw new SanaError('pickle-refused:attributes', { ...this.#in.here, operation: 'BUILD' });
  }

  #recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw new SanaError('file-corrupt:pickle-memo', this.#in.here);
    this.#stack.push(value);
  }

  #step(op: number): void {
    const input = this.#in;
    const push = (value: PickleValue) => this.#stack.push(value);
    switch (op) {
      case OP.PROTO:
        input.uint8();
        break;
      case OP.FRAME:
        input.take(8);
        break;
      case OP.MARK:
        this.#marks.push(this.#stack.length);
        break;
      case OP.NONE:
        push(null);
        break;
      case OP.NEWTRUE:
        push(true);
        break;
      case OP.NEWFALSE:
        push(false);
        break;
      case OP.BININT:
        push(input.int32());
        break;
      case OP.BININT1:
        push(input.uint8());
        break;
      case OP.BININT2:
        push(input.uint16());
        break;
      case OP.LONG1:
        push(input.integer(input.uint8()));
        break;
      case OP.LONG4:
        push(input.integer(input.uint32()));
        break;
      case OP.BINFLOAT:
        push(input.float64());
        break;
      case OP.BINUNICODE:
        push(input.text(input.uint32()));
        break;
      case OP.SHORT_BINUNICODE:
        push(input.text(input.uint8()));
        break;
      case OP.BINBYTES:
        push(input.take(input.uint32()));
        break;
      case OP.SHORT_BINBYTES:
        push(input.take(input.uint8()));
        break;
      case OP.EMPTY_DICT:
        push({ kind: 'dict', items: new Map() });
        break;
      case OP.EMPTY_LIST:
        push({ kind: 'list', items: [] });
        break;
      case OP.EMPTY_TUPLE:
        this.#tuple([]);
        break;
      case OP.TUPLE1:
        this.#popTuple(1);
        break;
      case OP.TUPLE2:
        this.#popTuple(2);
        break;
      case OP.TUPLE3:
        this.#popTuple(3);
        break;
      case OP.TUPLE:
        this.#tuple(this.#popToMark());
        break;
      case OP.APPEND:
        this.#append([this.#pop()]);
        break;
      case OP.APPENDS:
        this.#append(this.#popToMark());
        break;
      case OP.SETITEM: {
        const value = this.#pop();
        this.#setItems([this.#pop(), value]);
        break;
      }
      case OP.SETITEMS:
        this.#setItems(this.#popToMark());
        break;
      case OP.BINPUT:
        this.#memo.set(input.uint8(), this.#top());
        break;
      case OP.LONG_BINPUT:
        this.#memo.set(input.uint32(), this.#top());
        break;
      case OP.MEMOIZE:
        this.#memo.set(this.#memo.size, this.#top());
        break;
      case OP.BINGET:
        this.#recall(input.uint8());
        break;
      case OP.LONG_BINGET:
        this.#recall(input.uint32());
        break;
      case OP.GLOBAL:
        this.#global(input.line(), input.line());
        break;
      case OP.STACK_GLOBAL:
        this.#stackGlobal();
        break;
      case OP.REDUCE:
        this.#reduce();
        break;
      case OP.BINPERSID:
        this.#persistentId();
        break;
      case OP.BUILD:
        this.#build();
        break;
      default:
        throw new SanaError('pickle-refused:operation', { ...input.here, operation: hex(op) });
    }
  }
}

/**
 * Reads the pickle of a torch checkpoint without executing anything: dictionaries, lists, text, numbers and
 * descriptions of tensors are made; every other name or operation is refused.
 * @param label what to call the file in messages
 * @throws SanaError `pickle-refused` naming what was found, `file-corrupt`
 */
export function readTorchPickle(label: string, bytes: Uint8Array): PickleValue {
  return new Unpickler(new PickleCursor(label, bytes)).run();
}
