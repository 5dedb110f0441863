using System.Text;

namespace OneLink.Shared.Devices;

/// <summary>Reads a table of tokens that is compiled into the assembly.</summary>
/// <remarks>
/// A table is UTF-8 text, a row a line: <c>token TAB meaning TAB comment</c>; <c>//</c> opens a comment line. How a token says
/// where it may stand is in <see cref="TokenPlace"/>. Rows are in order of precedence: of several seen the first wins.
/// </remarks>
internal static class TokenTable
{
    /// <summary>Rows of the table <c>Data/{name}.tsv</c> with their meanings parsed as <typeparamref name="TMeaning"/>.</summary>
    /// <exception cref="InvalidDataException">A row is malformed: a fault of the build, not of any request.</exception>
    public static IEnumerable<TokenRule> Read<TMeaning>(string name, TokenKind kind)
        where TMeaning : struct, Enum
    {
        // The spelling of meanings repeats down a table; parsing an enum is the slow part of reading one.
        var meanings = new Dictionary<string, ulong>(StringComparer.OrdinalIgnoreCase);
        ushort rank = 0;
        foreach (var (token, meaning) in Rows(name))
        {
            if (!meanings.TryGetValue(meaning, out var value))
            {
                if (!Enum.TryParse<TMeaning>(meaning, ignoreCase: true, out var parsed))
                {
                    throw new InvalidDataException($"{name}.tsv: '{meaning}' is no {typeof(TMeaning).Name}");
                }

                value = Convert.ToUInt64(parsed, null);
                meanings.Add(meaning, value);
            }

            yield return Parse(token, kind, rank++, value);
        }
    }

    /// <summary>First two columns of every row.</summary>
    public static IEnumerable<(string Token, string Meaning)> Rows(string name)
    {
        using var stream = typeof(TokenTable).Assembly.GetManifestResourceStream($"OneLink.Shared.Devices.Data.{name}.tsv")
            ?? throw new InvalidDataException($"{name}.tsv is not compiled in");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
            {
                continue;
            }

            var first = line.IndexOf('\t', StringComparison.Ordinal);
            if (first <= 0)
            {
                throw new InvalidDataException($"{name}.tsv: no meaning in '{line}'");
            }

            var second = line.IndexOf('\t', first + 1);
            yield return (line[..first], second < 0 ? line[(first + 1)..] : line[(first + 1)..second]);
        }
    }

    private static TokenRule Parse(string token, TokenKind kind, ushort rank, ulong meaning)
    {
        var place = TokenPlace.Anywhere;
        var text = token.AsSpan();
        if (text[0] == '=')
        {
            place |= TokenPlace.ExactCase;
            text = text[1..];
        }

        if (text[0] == '^')
        {
            place |= TokenPlace.TextStart;
            text = text[1..];
        }
        else if (text[0] == '|')
        {
            place |= TokenPlace.WordStart;
            text = text[1..];
        }

        if (text[^1] == '|')
        {
            place |= TokenPlace.WordEnd;
            text = text[..^1];
        }
        else if (text[^1] == '#')
        {
            place |= TokenPlace.BeforeDigit;
            text = text[..^1];
        }

        if (text.IsEmpty || !Ascii.IsValid(text))
        {
            throw new InvalidDataException($"'{token}' is no token");
        }

        var bytes = new byte[text.Length];
        Encoding.ASCII.GetBytes(text, bytes);
        return new TokenRule(bytes, meaning, rank, kind, place);
    }
}
