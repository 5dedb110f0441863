namespace OneLink.Shared.Devices;

/// <summary>Makes the automaton from the trie: numbers the states, and fills in every transition so that none is looked for at run time.</summary>
internal static class TokenAutomatonBuilder
{
    /// <summary>The automaton for <paramref name="rules"/>.</summary>
    /// <exception cref="InvalidDataException">The tables have outgrown the automaton's layout.</exception>
    public static TokenAutomaton Build(TokenRule[] rules)
    {
        var alphabet = new TokenAlphabet(rules);
        var trie = new TokenTrie(rules, alphabet);
        var stateOf = Number(trie, out var firstCompleting);
        return new TokenAutomaton(alphabet.Symbols, Transitions(trie, stateOf), Findings(trie, stateOf, firstCompleting));
    }

    /// <summary>
    /// States that complete a token come last, so that one comparison tells them; each kind goes by depth, so that those which
    /// every user agent passes through lie side by side.
    /// </summary>
    private static ushort[] Number(TokenTrie trie, out int firstCompleting)
    {
        var stateOf = new ushort[trie.ByDepth.Length];
        ushort next = 0;
        foreach (var node in trie.ByDepth)
        {
            if (!trie.Completes(node))
            {
                stateOf[node] = next++;
            }
        }

        firstCompleting = next;
        foreach (var node in trie.ByDepth)
        {
            if (trie.Completes(node))
            {
                stateOf[node] = next++;
            }
        }

        return stateOf;
    }

    private static ushort[] Transitions(TokenTrie trie, ushort[] stateOf)
    {
        var transitions = new ushort[stateOf.Length << TokenAutomaton.ColumnBits];
        foreach (var node in trie.ByDepth)
        {
            // By depth, so the row of the suffix, which is shorter, is complete. What the node itself does not know, its suffix does.
            var row = Row(transitions, stateOf[node]);
            if (node > TokenTrie.AtWordStart)
            {
                Row(transitions, stateOf[trie.Suffix(node)]).CopyTo(row);
            }
            else
            {
                for (var symbol = 0; symbol < row.Length; symbol++)
                {
                    row[symbol] = stateOf[trie.Restart(symbol)];
                }
            }

            for (var child = trie.FirstChild(node); child != 0; child = trie.NextSibling(child))
            {
                row[trie.Symbol(child)] = stateOf[child];
            }
        }

        return transitions;
    }

    private static Span<ushort> Row(ushort[] transitions, ushort state) =>
        transitions.AsSpan(state << TokenAutomaton.ColumnBits, TokenAutomaton.Columns);

    private static TokenFindings[] Findings(TokenTrie trie, ushort[] stateOf, int firstCompleting)
    {
        var findings = new TokenFindings[stateOf.Length - firstCompleting];
        var rules = new List<TokenRule>();
        foreach (var node in trie.ByDepth)
        {
            if (trie.Completes(node))
            {
                rules.Clear();
                trie.CollectRules(node, rules);
                findings[stateOf[node] - firstCompleting] = new TokenFindings(rules);
            }
        }

        return findings;
    }
}
