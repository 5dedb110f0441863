namespace OneLink.Shared.Devices;

/// <summary>One row of a table: a token, where it may stand, and what it means.</summary>
/// <param name="Text">The token's bytes; compared ignoring ASCII case unless <see cref="TokenPlace.ExactCase"/>.</param>
/// <param name="Meaning">A value of the enum that belongs to <paramref name="Kind"/>.</param>
/// <param name="Rank">Row number within its table: of several sightings the smallest wins.</param>
/// <param name="Kind">The table.</param>
/// <param name="Place">Conditions on the bytes around it.</param>
internal readonly record struct TokenRule(byte[] Text, ulong Meaning, ushort Rank, TokenKind Kind, TokenPlace Place)
{
    /// <summary>Whether the bytes around a match are as the rule asks; a word's start the automaton has seen to.</summary>
    public bool Stands(ReadOnlySpan<byte> text, int end)
    {
        var start = end - Text.Length;
        if (Asks(TokenPlace.WordEnd) && end < text.Length && char.IsAsciiLetterOrDigit((char)text[end]))
        {
            return false;
        }

        if (Asks(TokenPlace.BeforeDigit) && (end >= text.Length || !char.IsAsciiDigit((char)text[end])))
        {
            return false;
        }

        if (Asks(TokenPlace.TextStart) && start != 0)
        {
            return false;
        }

        return !Asks(TokenPlace.ExactCase) || text[start..end].SequenceEqual(Text);
    }

    /// <summary>Enum.HasFlag boxes until the method is optimised.</summary>
    private bool Asks(TokenPlace condition) => (Place & condition) != TokenPlace.Anywhere;
}
