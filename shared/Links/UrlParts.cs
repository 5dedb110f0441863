namespace OneLink.Shared.Links;

/// <summary>Where the parts of a stored destination (an absolute URL) end.</summary>
internal readonly ref struct UrlParts
{
    public UrlParts(ReadOnlySpan<byte> url)
    {
        var fragment = url.IndexOf((byte)'#');
        Fragment = fragment < 0 ? [] : url[fragment..];
        var beforeFragment = fragment < 0 ? url : url[..fragment];
        var query = beforeFragment.IndexOf((byte)'?');
        Query = query < 0 ? [] : beforeFragment[query..];
        BeforeQuery = query < 0 ? beforeFragment : beforeFragment[..query];
    }

    /// <summary>Scheme, authority and path.</summary>
    public ReadOnlySpan<byte> BeforeQuery { get; }

    /// <summary>With its <c>?</c>; empty where there is none.</summary>
    public ReadOnlySpan<byte> Query { get; }

    /// <summary>With its <c>#</c>; empty where there is none.</summary>
    public ReadOnlySpan<byte> Fragment { get; }

    /// <summary>Whether scheme and authority are followed by a path.</summary>
    public bool HasPath
    {
        get
        {
            var authority = BeforeQuery.IndexOf("://"u8) + "://"u8.Length;
            return BeforeQuery[authority..].Contains((byte)'/');
        }
    }
}
