import { type Duration, type Size, SizeRoundingBehavior } from 'cdk8s';
import type { Cpu } from 'cdk8s-plus-27';
import type { ResourceWishes } from '../policy/resources';
import type { ShopResources } from './workload-props';

/** Bytes of a size; sizes are made of whole kibibytes and more. */
export function bytesOf(size: Size): number {
  return size.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024;
}

/** Millicores of an amount of CPU. */
export function millisOf(cpu: Cpu): number {
  return cpu.amount.endsWith('m') ? Number(cpu.amount.slice(0, -1)) : Number(cpu.amount) * 1000;
}

/** Whole seconds of a duration, rounded up. */
export function secondsOf(duration: Duration | undefined, fallback: number): number {
  return duration === undefined ? fallback : Math.ceil(duration.toMilliseconds() / 1000);
}

/** Resources in plain numbers. */
export function wishesOf(resources: ShopResources = {}): ResourceWishes {
  const { cpu, cpuLimit, memory, memoryRequest, ephemeralStorage } = resources;
  return {
    cpuRequest: cpu && millisOf(cpu),
    cpuLimit: cpuLimit && millisOf(cpuLimit),
    memoryRequest: memoryRequest && bytesOf(memoryRequest),
    memoryLimit: memory && bytesOf(memory),
    ephemeralStorage: ephemeralStorage && bytesOf(ephemeralStorage),
  };
}
