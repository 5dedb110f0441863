namespace OneLink.Edge.Redirects;

/// <summary>The body of an answer.</summary>
internal enum RedirectPage : byte
{
    /// <summary>No body.</summary>
    None,

    /// <summary>The page that attempts a deep link.</summary>
    DeepLink,
    NotFound,
    Expired,
    MethodNotAllowed,

    /// <summary>The link cannot be answered now: the edge has no links yet, or cannot read this one.</summary>
    Unavailable,

    /// <summary>The default <c>robots.txt</c>.</summary>
    Robots,
}
