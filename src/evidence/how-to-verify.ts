import { evidencePaths } from './evidence-paths.ts';
import { typedByPeople } from './ledger/last-of-run.ts';

/** VERIFY.md: commands that anybody with openssl (3 or newer) and coreutils can run, nothing of this product among them. */
export function howToVerify(fingerprint: string, run: string): string {
  return `# How to verify this evidence

This is evidence of a rehearsal, run \`${run}\`, not of a release to production.
All commands are run from the folder above this one, the one that holds \`rehearsal.json\`, with openssl 3 and coreutils alone.

## 1. The key

    openssl pkey -pubin -in ${evidencePaths.publicKey} -outform DER | sha256sum

must print the fingerprint that you were given **from elsewhere**, by whoever ran the rehearsal. This folder says
\`${fingerprint}\`, but a folder that
was made anew would say so of its own key: a fingerprint taken from here proves nothing.

## 2. The list of files, and every file on it

    openssl pkeyutl -verify -rawin -pubin -inkey ${evidencePaths.publicKey} -sigfile ${evidencePaths.sumsSignature} -in ${evidencePaths.sums}
    sha256sum --check --strict --quiet ${evidencePaths.sums}

The first prints \`Signature Verified Successfully\`, the second nothing. Nothing else may be in this folder:

    { sed -nE 's|^[0-9a-f]{64}  (${evidencePaths.folder}/)|\\1|p' ${evidencePaths.sums}; echo ${evidencePaths.sums}; echo ${evidencePaths.sumsSignature}; } | LC_ALL=C sort | diff - <(find ${evidencePaths.folder} ! -type d | LC_ALL=C sort)

## 3. The ledger

Each line of \`ledger.jsonl\` is one entry, signed, with the digest of the line before it. Without its last member, \`signature\`, a line
is what was signed. This goes through all of them and prints nothing where all is well:

    former=$(printf '0%.0s' $(seq 64)); work=$(mktemp -d)
    while IFS= read -r line; do
      case "$line" in *"\\"previous\\":\\"sha256:$former\\""*) ;; *) echo "chain broken before: $line" ;; esac
      printf '%s' "$line" | sed -E 's/,"signature":"[^"]*"\\}$/}/' > "$work/signed"
      printf '%s' "$line" | sed -E 's/.*,"signature":"([^"]*)"\\}$/\\1/' | base64 -d > "$work/signature"
      openssl pkeyutl -verify -rawin -pubin -inkey ${evidencePaths.publicKey} -sigfile "$work/signature" -in "$work/signed" > "$work/said" || echo "not signed: $line"
      former=$(printf '%s' "$line" | sha256sum | cut -d' ' -f1)
    done < ${evidencePaths.ledger}
    rm -r "$work"

The last line must be \`run-finished\`, but for what people typed after it (approvals, waivers, switches), and \`$former\` is then \`ledger.head\` in \`rehearsal.json\`:

    grep -vE '"kind":"(${typedByPeople.join('|')})"' ${evidencePaths.ledger} | tail -n 1 | grep -q '"kind":"run-finished"' || echo 'the ledger has no end'
    grep -q "\\"head\\": \\"sha256:$former\\"" ${evidencePaths.record} || echo 'rehearsal.json is of another ledger'

## 4. The artefacts

The release's id is the digest of its artefacts' digests, sorted; with jq:

    jq -r '.artefacts[].digest' ${evidencePaths.record} | LC_ALL=C sort | sha256sum
    jq -r '.release.id' ${evidencePaths.record}

\`attestations/\` holds in-toto statements in DSSE envelopes: SLSA provenance, and a verification summary for each stage that was passed.
\`files/\` holds what gates looked at, each file named by its digest; \`files.jsonl\` says what each was called.
`;
}
