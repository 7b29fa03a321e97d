import { escapeLiteral } from 'pg';
import { superuserConnection, withClient } from '../connection.ts';
import type { ClusterState } from './cluster-state.ts';

/** SQLSTATE 28P01, invalid_password. */
const invalidPassword = '28P01';

/** Gives a copied cluster the password that its state names. A start that was killed in between has done it already. */
export async function settlePassword(port: number, state: ClusterState): Promise<void> {
  if (state.formerPassword === null) return;
  try {
    await withClient(superuserConnection(port, state.formerPassword), async (client) => {
      await client.query(`ALTER ROLE postgres PASSWORD ${escapeLiteral(state.password)}`);
    });
  } catch (error) {
    if ((error as { code?: string }).code !== invalidPassword) throw error;
    await withClient(superuserConnection(port, state.password), (client) => client.query('SELECT 1'));
  }
}
