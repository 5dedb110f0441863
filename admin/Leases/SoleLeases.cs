using OneLink.Admin.Database;

namespace OneLink.Admin.Leases;

/// <summary>One admin alone has its database, SQLite, to itself: all work is its own, and nothing is written down about it.</summary>
internal sealed class SoleLeases : ILeases
{
    private static readonly Sole All = new();

    public ILease Of(string name) => All;

    private sealed class Sole : ILease
    {
        public bool IsHeld => true;

        public long Term => 1;

        public Task RequireAsync(WriteScope scope, long term) => Task.CompletedTask;
    }
}
