#!/usr/bin/env bash
# lay-out-dynamodb-local.sh LIB: LIB/dynamodb-local/2 and LIB/java as LocalStack 4.14 leaves them when it has installed them itself: a jar that is
# nothing but a class path, and an agent, which does nothing here.
set -euo pipefail
lib=$1 at=$1/dynamodb-local/2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# A manifest's lines have 72 bytes at most; what is longer goes on in a line that begins with a space.
fold_lines() { python3 -c 'import sys; [print("\n".join([l[:70]] + [" " + l[i:i+69] for i in range(70, len(l), 69)])) for l in sys.stdin.read().splitlines()]'; }

{
  echo 'Main-Class: com.amazonaws.services.dynamodbv2.local.main.ServerRunner'
  printf 'Class-Path:'
  for jar in "$at"/DynamoDBLocal_lib/*.jar; do printf ' DynamoDBLocal_lib/%s' "$(basename "$jar")"; done
  echo
} | fold_lines > manifest
jar --create --file "$at/DynamoDBLocal.jar" --manifest manifest

mkdir agent
printf 'public class Agent { public static void premain(String arguments) {} }\n' > agent/Agent.java
javac -d agent agent/Agent.java
echo 'Premain-Class: Agent' > manifest
jar --create --file "$at/ddb-local-loader-0.1.jar" --manifest manifest -C agent Agent.class

mkdir -p "$lib/java"
ln -sfn "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")" "$lib/java/21"
