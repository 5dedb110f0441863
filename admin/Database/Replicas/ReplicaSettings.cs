namespace OneLink.Admin.Database.Replicas;

/// <summary>Copies of the PostgreSQL that lists may be read from.</summary>
/// <param name="Addresses">In no order; none where everything is read from the primary.</param>
/// <param name="Wait">How long a read waits for a replica that is behind, before it goes to the primary.</param>
internal sealed record ReplicaSettings(IReadOnlyList<PostgresAddress> Addresses, TimeSpan Wait);
