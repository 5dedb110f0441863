namespace OneLink.Admin.Problems;

/// <summary>Everything that is wrong with a body or a query, by field path (<c>platforms.ios.fallbackUrl</c>, <c>tags[2]</c>).</summary>
internal sealed class FieldErrors
{
    /// <summary>More are of no use to a reader, and a hostile body must not make an answer larger than itself.</summary>
    private const int MaxPaths = 100;

    private readonly Dictionary<string, List<string>> _byPath = new(StringComparer.Ordinal);

    public bool Any => _byPath.Count > 0;

    public IReadOnlyDictionary<string, List<string>> ByPath => _byPath;

    /// <summary>Adds what is wrong with a part, below the part's own path.</summary>
    /// <param name="prefix">Put before the part's paths; ends in a dot.</param>
    /// <param name="part">Errors of the part; an empty path is the part itself.</param>
    public void AddAll(string prefix, FieldErrors part)
    {
        foreach (var (path, messages) in part.ByPath)
        {
            foreach (var message in messages)
            {
                Add((prefix + path).TrimEnd('.'), message);
            }
        }
    }

    public void Add(string path, string message)
    {
        if (_byPath.TryGetValue(path, out var messages))
        {
            messages.Add(message);
        }
        else if (_byPath.Count < MaxPaths)
        {
            _byPath.Add(path, [message]);
        }
    }
}
