using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>About a page of contacts.</summary>
/// <param name="Count">On all pages; in a search, on this one.</param>
/// <param name="CurrentPage">As it was asked for, a string; 1 where none was.</param>
/// <param name="HasMore">Only in a search.</param>
/// <param name="IsPartial">True where there may be more than the count says, or in a search than was found; left out else.</param>
internal sealed record ContactListMeta(
    long Count,
    RawJson CurrentPage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? HasMore,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsPartial);
