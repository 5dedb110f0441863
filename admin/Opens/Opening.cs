namespace OneLink.Admin.Opens;

/// <summary>An opening to be noted under the id of a click.</summary>
/// <param name="ClickId">As text.</param>
/// <param name="DomainId">Domain of its link.</param>
/// <param name="LinkId">Its link.</param>
/// <param name="AddressKey">Whose opening; 0 where the caller's address is unknown.</param>
/// <param name="Time">When.</param>
/// <param name="Click">The row of a click that is to be made of it; null where a tap led to it.</param>
internal sealed record Opening(string ClickId, long DomainId, long LinkId, ulong AddressKey, DateTimeOffset Time, string? Click);
