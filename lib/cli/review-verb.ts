import { atLeast } from '../checks/finding';
import { RULE_TEXTS } from '../checks/registry';
