namespace OneLink.Analytics.Schema;

/// <summary>Cuts a script at the semicolons that are not inside a comment, a string or a quoted name.</summary>
internal static class StatementSplitter
{
    internal static List<string> Split(string script)
    {
        var statements = new List<string>();
        var start = 0;
        var empty = true;
        for (var position = 0; position < script.Length;)
        {
            var next = EndOfToken(script, position, out var says);
            if (script[position] == ';' && next == position + 1)
            {
                Take(position);
                start = next;
                empty = true;
            }
            else
            {
                empty &= !says;
            }

            position = next;
        }

        Take(script.Length);
        return statements;

        void Take(int end)
        {
            if (!empty)
            {
                statements.Add(script[start..end].Trim());
            }
        }
    }

    /// <summary>Where the comment, quoted text or single character at <paramref name="start"/> ends, and whether it says anything.</summary>
    private static int EndOfToken(string script, int start, out bool says)
    {
        var rest = script.AsSpan(start);
        says = false;
        if (rest.StartsWith("--"))
        {
            var end = rest.IndexOf('\n');
            return end < 0 ? script.Length : start + end + 1;
        }

        if (rest.StartsWith("/*"))
        {
            var end = rest.IndexOf("*/");
            return end < 0 ? script.Length : start + end + 2;
        }

        says = !char.IsWhiteSpace(rest[0]);
        return rest[0] is '\'' or '"' or '`' ? EndOfQuoted(script, start) : start + 1;
    }

    private static int EndOfQuoted(string script, int start)
    {
        var quote = script[start];
        for (var position = start + 1; position < script.Length; position++)
        {
            if (script[position] == '\\')
            {
                position++;
            }
            else if (script[position] == quote)
            {
                return position + 1;
            }
        }

        return script.Length;
    }
}
