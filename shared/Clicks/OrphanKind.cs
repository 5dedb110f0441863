namespace OneLink.Shared.Clicks;

/// <summary>Why a request reached no link. Persisted: never renumber.</summary>
public enum OrphanKind : byte
{
    None = 0,

    /// <summary>The domain has no such slug.</summary>
    UnknownSlug = 1,

    /// <summary>The root of a domain.</summary>
    Root = 2,

    /// <summary>The link exists but is disabled or not active yet.</summary>
    Inactive = 3,

    /// <summary>The link has expired; <c>link_id</c> is set.</summary>
    Expired = 4,
}
