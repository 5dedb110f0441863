namespace OneLink.Admin.Database.Replicas;

/// <summary>A replica answers, but not with what the primary has; the message says why.</summary>
internal sealed class ReplicaNotUsableException(string message) : Exception(message);
