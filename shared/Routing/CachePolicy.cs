namespace OneLink.Shared.Routing;

/// <summary>The <c>Cache-Control</c> of an answer.</summary>
public enum CachePolicy : byte
{
    /// <summary><c>no-store</c>: temporary, or depends on the visitor.</summary>
    NoStore,

    /// <summary><c>private, max-age=30</c>: permanent redirects, so that a second tap is still seen soon.</summary>
    Brief,
}
