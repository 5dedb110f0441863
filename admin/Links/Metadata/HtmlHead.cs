namespace OneLink.Admin.Links.Metadata;

/// <summary>
/// Finds the start tags of an HTML page up to its <c>body</c>: as much of the tokenizer of
/// https://html.spec.whatwg.org/multipage/parsing.html#tokenization as metadata need. Never fails, whatever the text;
/// each character is looked at once, so that no page costs more than its length.
/// </summary>
internal sealed class HtmlHead(string html)
{
    /// <summary>Of a tag; further ones are skipped. No page means more.</summary>
    private const int MaxAttributes = 50;

    /// <summary>Elements whose content is text, in which tags mean nothing.</summary>
    private static readonly string[] RawText = ["script", "style", "title", "textarea", "template", "xmp", "iframe", "noembed", "noframes"];

    private int _at;

    /// <summary>The tags in order, without those in comments and scripts.</summary>
    public static IEnumerable<HtmlTag> TagsOf(string html)
    {
        var head = new HtmlHead(html);
        while (head.Next() is { Name: not "body" } tag)
        {
            yield return tag;
        }
    }

    private HtmlTag? Next()
    {
        while (_at < html.Length && html.IndexOf('<', _at) is var open and >= 0)
        {
            _at = open + 1;
            if (_at < html.Length && char.IsAsciiLetter(html[_at]))
            {
                return ReadTag();
            }

            SkipWhatIsNoTag();
        }

        _at = html.Length;
        return null;
    }

    // Behind a '<': a comment, a declaration, an end tag, or a character of the text.
    private void SkipWhatIsNoTag()
    {
        if (html.AsSpan(_at).StartsWith("!--", StringComparison.Ordinal))
        {
            // From the second dash on, so that "<!-->" is a whole comment.
            SkipBehind("-->", _at + 1);
        }
        else if (_at < html.Length && html[_at] is '!' or '?' or '/')
        {
            SkipBehind(">", _at);
        }
    }

    private void SkipBehind(string end, int from)
        => _at = html.IndexOf(end, from, StringComparison.Ordinal) is var found and >= 0 ? found + end.Length : html.Length;

    private HtmlTag ReadTag()
    {
        var start = _at;
        while (_at < html.Length && !IsSpace(html[_at]) && html[_at] is not ('/' or '>'))
        {
            _at++;
        }

        var name = html[start.._at].ToLowerInvariant();
        var attributes = ReadAttributes();
        return new HtmlTag(name, attributes, RawText.Contains(name, StringComparer.Ordinal) ? ReadRawText(name) : "");
    }

    private Dictionary<string, string> ReadAttributes()
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            while (_at < html.Length && (IsSpace(html[_at]) || html[_at] == '/'))
            {
                _at++;
            }

            if (_at >= html.Length || html[_at] == '>')
            {
                _at = Math.Min(_at + 1, html.Length);
                return attributes;
            }

            var name = ReadAttributeName();
            var value = ReadAttributeValue();
            if (attributes.Count < MaxAttributes)
            {
                attributes.TryAdd(name, value);
            }
        }
    }

    private string ReadAttributeName()
    {
        // An equals sign at its beginning is part of the name.
        var start = _at++;
        while (_at < html.Length && !IsSpace(html[_at]) && html[_at] is not ('/' or '>' or '='))
        {
            _at++;
        }

        return html[start.._at].ToLowerInvariant();
    }

    private string ReadAttributeValue()
    {
        var equals = _at;
        SkipSpace(ref equals);
        if (equals >= html.Length || html[equals] != '=')
        {
            return "";
        }

        _at = equals + 1;
        SkipSpace(ref _at);
        return _at < html.Length && html[_at] is '"' or '\'' ? ReadQuoted(html[_at]) : ReadUnquoted();
    }

    private string ReadQuoted(char quote)
    {
        var start = _at + 1;
        var end = html.IndexOf(quote, start);
        end = end < 0 ? html.Length : end;
        _at = Math.Min(end + 1, html.Length);
        return HtmlTag.Decode(html.AsSpan(start, end - start));
    }

    private string ReadUnquoted()
    {
        var start = _at;
        while (_at < html.Length && !IsSpace(html[_at]) && html[_at] != '>')
        {
            _at++;
        }

        return HtmlTag.Decode(html.AsSpan(start, _at - start));
    }

    private string ReadRawText(string name)
    {
        var start = _at;
        var end = html.IndexOf("</" + name, start, StringComparison.OrdinalIgnoreCase);
        _at = end < 0 ? html.Length : end;
        return name == "title" ? HtmlTag.Decode(html.AsSpan(start, _at - start)) : "";
    }

    private void SkipSpace(ref int at)
    {
        while (at < html.Length && IsSpace(html[at]))
        {
            at++;
        }
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
