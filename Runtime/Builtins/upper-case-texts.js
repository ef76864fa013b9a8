// Writes UpperCaseTexts.cs: characters whose upper case .NET does not give, and what it is in the pinned Node.
// Run it with that Node: node Runtime/Builtins/upper-case-texts.js > Runtime/Builtins/UpperCaseTexts.cs
'use strict';

// Those that .NET, which maps one character to one, leaves as they are, some since they are newer than its tables.
const ranges = [[0xdf, 0xdf], [0x131, 0x131], [0x149, 0x149], [0x17f, 0x17f], [0x1f0, 0x1f0], [0x390, 0x390], [0x3b0, 0x3b0], [0x587, 0x587],
  [0x1e96, 0x1e9a], [0x1f50, 0x1f56], [0x1f80, 0x1fff], [0xa7cf, 0xa7cf], [0xa7d3, 0xa7d3], [0xa7d5, 0xa7d5], [0xfb00, 0xfb17]];
const escape = s => [...s].map(c => (c < '\x7f' ? c : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('');
const texts = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i)))
  .map(c => escape(c + c.toUpperCase()));
const lines = [];
for (let i = 0; i < texts.length; i += 7) lines.push(`        "${texts.slice(i, i + 7).join(' ')}${i + 7 < texts.length ? ' ' : ''}"`);
console.log(`namespace Containerless.Runtime.Builtins;

/// <summary>Made by upper-case-texts.js: a character, then its upper case.</summary>
internal static class UpperCaseTexts
{
    internal const string All =
${lines.join(' +\n')};
}`);
