const Sequencer = require('@jest/test-sequencer').default;

/** Deploying a shop takes longer than most proofs: they share one, so their order is fixed. The orders are counted last. */
const ORDER = ['network', 'shutdown', 'rollout', 'kill', 'drain', 'scaling', 'data', 'orders', 'network-boutique'];

class InOrder extends Sequencer {
  sort(tests) {
    const place = ({ path }) => ORDER.indexOf(path.split('/').pop().replace('.test.ts', ''));
    return [...tests].sort((a, b) => place(a) - place(b));
  }
}

module.exports = InOrder;
