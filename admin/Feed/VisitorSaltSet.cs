using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>The salts in force.</summary>
/// <param name="Version">Raised with each change; 0 before the first load.</param>
/// <param name="Message">As sent to edges.</param>
internal sealed record VisitorSaltSet(int Version, VisitorSalts Message);
