using OneLink.Admin.Database;

namespace OneLink.Admin.Leases;

/// <summary>A lease in the database, as this admin knows of it.</summary>
internal sealed class SharedLease(string name, string holder, TimeProvider clock) : ILease
{
    private Holding _holding = new(0, 0);

    public string Name => name;

    public bool IsHeld => Volatile.Read(ref _holding) is { Term: > 0 } holding && clock.GetTimestamp() < holding.Until;

    public long Term => Volatile.Read(ref _holding).Term;

    /// <param name="term">The token by which it is held.</param>
    /// <param name="until">Timestamp of this process's clock, taken before the database was asked.</param>
    public void Hold(long term, long until) => Volatile.Write(ref _holding, new Holding(term, until));

    public void Lose() => Volatile.Write(ref _holding, new Holding(0, 0));

    public async Task RequireAsync(WriteScope scope, long term)
    {
        // Who writes has the turn until the commit: nobody takes it over in between.
        if (term == 0 || await scope.ScalarAsync<long>(
            "SELECT COUNT(*) FROM leases WHERE name = @name AND holder = @holder AND token = @term", new { name, holder, term }) == 0)
        {
            throw new LeaseLostException(name);
        }
    }

    private sealed record Holding(long Term, long Until);
}
