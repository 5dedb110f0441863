using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>About a page of taps.</summary>
/// <param name="Count">On all pages.</param>
/// <param name="CurrentPage">As it was asked for, a string; 1 where none was.</param>
internal sealed record ContactLinkClicksMeta(long Count, RawJson CurrentPage);
