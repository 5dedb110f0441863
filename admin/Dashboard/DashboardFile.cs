namespace OneLink.Admin.Dashboard;

/// <summary>A file of the dashboard, in memory, in every encoding that the build made of it.</summary>
/// <param name="ContentType">Media type.</param>
/// <param name="ETag">Of what it holds, in quotes.</param>
/// <param name="IsImmutable">Whether its name tells what it holds, so that it never changes under it.</param>
/// <param name="ByEncoding">Bytes by content encoding, the smallest first; <c>identity</c> is the last.</param>
internal sealed record DashboardFile(string ContentType, string ETag, bool IsImmutable, IReadOnlyList<(string Encoding, byte[] Bytes)> ByEncoding);
