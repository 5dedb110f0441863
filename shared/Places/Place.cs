namespace OneLink.Shared.Places;

/// <summary>A place of a database.</summary>
/// <param name="Country">As in <see cref="Routing.VisitorPlace"/>; 0 where unknown.</param>
/// <param name="Region">ISO 3166-2 in ASCII; empty where unknown.</param>
internal sealed record Place(ushort Country, byte[] Region);
