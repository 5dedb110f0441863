namespace OneLink.Admin.DeepLinks;

/// <summary>A path and perhaps one query parameter with named parts: <c>/r/{name}</c>, <c>/watch?v={id}</c>, <c>/@{user}</c>.</summary>
internal sealed class AddressTemplate
{
    private readonly string[] _segments;
    private readonly string? _parameter;
    private readonly string _parameterPart = "";

    public AddressTemplate(string template)
    {
        var mark = template.IndexOf('?', StringComparison.Ordinal);
        _segments = Segments(mark < 0 ? template : template[..mark]);
        if (mark >= 0)
        {
            var pair = template[(mark + 1)..].Split('=', 2);
            _parameter = pair[0];
            _parameterPart = pair[1].Trim('{', '}');
        }
    }

    /// <summary>The parts of an address, percent-encoded as they came; null where it is of another kind.</summary>
    public Dictionary<string, string>? Match(Uri url)
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        var segments = Segments(url.AbsolutePath);
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        for (var i = 0; i < segments.Length; i++)
        {
            if (!MatchSegment(_segments[i], segments[i], parts))
            {
                return null;
            }
        }

        return _parameter is null || MatchParameter(url.Query, parts) ? parts : null;
    }

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool MatchSegment(string template, string segment, Dictionary<string, string> parts)
    {
        var brace = template.IndexOf('{', StringComparison.Ordinal);
        if (brace < 0)
        {
            return string.Equals(template, segment, StringComparison.OrdinalIgnoreCase);
        }

        var isPart = segment.Length > brace && segment.StartsWith(template[..brace], StringComparison.Ordinal);
        if (isPart)
        {
            parts[template[(brace + 1)..^1]] = segment[brace..];
        }

        return isPart;
    }

    private bool MatchParameter(string query, Dictionary<string, string> parts)
    {
        foreach (var pair in query.TrimStart('?').Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && equals < pair.Length - 1 && string.Equals(pair[..equals], _parameter, StringComparison.Ordinal))
            {
                parts[_parameterPart] = pair[(equals + 1)..];
                return true;
            }
        }

        return false;
    }
}
