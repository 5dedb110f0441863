namespace OneLink.Admin.Leases;

/// <summary>Another admin does this work by now: what this one was about to write is taken back.</summary>
internal sealed class LeaseLostException(string name) : Exception($"The lease of {name} has gone to another admin.");
