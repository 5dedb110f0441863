namespace OneLink.Analytics.Embedded.Statements;

/// <summary>
/// Walks over the tokens of a statement, skipping blanks and comments. Knows just enough of ClickHouse's lexer to tell
/// keywords outside of parentheses from those in strings, quoted names, comments and subqueries.
/// </summary>
internal ref struct SqlScanner(ReadOnlySpan<byte> sql)
{
    private readonly ReadOnlySpan<byte> _sql = sql;

    /// <summary>Where the current token starts.</summary>
    internal int Start { get; private set; }

    /// <summary>Where the current token ends.</summary>
    internal int End { get; private set; }

    /// <summary>Open parentheses, brackets and braces around the current token.</summary>
    internal int Depth { get; private set; }

    internal readonly ReadOnlySpan<byte> Token => _sql[Start..End];

    /// <summary>Moves to the next token; false at the end of the text.</summary>
    internal bool Next()
    {
        Start = SkipBlanksAndComments(End);
        End = Start;
        if (Start == _sql.Length)
        {
            return false;
        }

        var first = _sql[Start];
        switch (first)
        {
            case (byte)'\'' or (byte)'"' or (byte)'`':
                End = EndOfQuoted(Start);
                break;
            case (byte)'(' or (byte)'[' or (byte)'{':
                Depth++;
                End++;
                break;
            case (byte)')' or (byte)']' or (byte)'}':
                Depth--;
                End++;
                break;
            case (byte)'$' when EndOfHeredoc(Start) is var end and > 0:
                End = end;
                break;
            default:
                do
                {
                    End++;
                }
                while (IsWord(first) && End < _sql.Length && IsWord(_sql[End]));
                break;
        }

        return true;
    }

    /// <summary>The current token is this keyword (given in capitals) outside of all parentheses.</summary>
    internal readonly bool IsKeyword(ReadOnlySpan<byte> keyword) => Depth == 0 && System.Text.Ascii.EqualsIgnoreCase(Token, keyword);

    internal readonly bool IsWord() => End > Start && IsWord(_sql[Start]);

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'_' or > 0x7F;

    private readonly int SkipBlanksAndComments(int position)
    {
        while (position < _sql.Length)
        {
            var rest = _sql[position..];
            if (rest[0] <= ' ')
            {
                position++;
            }
            else if (rest.StartsWith("--"u8) || rest.StartsWith("#!"u8) || rest.StartsWith("# "u8))
            {
                var end = rest.IndexOf((byte)'\n');
                position = end < 0 ? _sql.Length : position + end + 1;
            }
            else if (rest.StartsWith("/*"u8))
            {
                var end = rest[2..].IndexOf("*/"u8);
                position = end < 0 ? _sql.Length : position + 2 + end + 2;
            }
            else
            {
                break;
            }
        }

        return position;
    }

    /// <summary>A doubled quote needs no care: it ends one quoted token and starts the next.</summary>
    private readonly int EndOfQuoted(int start)
    {
        for (var position = start + 1; position < _sql.Length; position++)
        {
            if (_sql[position] == '\\')
            {
                position++;
            }
            else if (_sql[position] == _sql[start])
            {
                return position + 1;
            }
        }

        return _sql.Length;
    }

    /// <summary><c>$tag$ … $tag$</c>; 0 when there is none.</summary>
    private readonly int EndOfHeredoc(int start)
    {
        var rest = _sql[start..];
        var tagEnd = 1;
        while (tagEnd < rest.Length && IsWord(rest[tagEnd]))
        {
            tagEnd++;
        }

        if (tagEnd == rest.Length || rest[tagEnd] != '$')
        {
            return 0;
        }

        var tag = rest[..(tagEnd + 1)];
        var close = rest[tag.Length..].IndexOf(tag);
        return close < 0 ? 0 : start + tag.Length + close + tag.Length;
    }
}
