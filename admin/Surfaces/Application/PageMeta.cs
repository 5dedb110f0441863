using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>About a page of a list.</summary>
/// <param name="Count">On all pages.</param>
/// <param name="CurrentPage">As it was asked for.</param>
internal sealed record PageMeta(long Count, RawJson CurrentPage);
