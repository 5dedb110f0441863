using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using OneLink.Edge.Domains;
using OneLink.Edge.Inboxes;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Scheduling;

namespace OneLink.Edge.Health;

/// <summary>
/// Computes what shows that edges hold the same. Reads the whole store, so that it is for those alone who have the edge's token,
/// one at a time and behind everything else.
/// </summary>
internal sealed class StoreInspection(string token, LinkStore store, DomainTable domains, InboxTable inboxes, StoreReadiness readiness) : IDisposable
{
    private const int Niceness = 10;

    private readonly SemaphoreSlim _turn = new(initialCount: 1);
    private volatile string _token = token;

    /// <summary>Whether the header carries the token; an edge without one lets nobody in.</summary>
    public bool Admits(string authorization)
        => _token.Length > 0 && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes("Bearer " + _token)), SHA256.HashData(Encoding.UTF8.GetBytes(authorization)));

    /// <summary>Lets in who has this token from here on.</summary>
    public void Use(string changed) => _token = changed;

    public async Task<DigestReport> DigestAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Factory.StartNew(Compute, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private DigestReport Compute()
    {
        BackgroundThread.Enter(Niceness);
        ulong before = readiness.Sequence;
        var digest = new SetDigest();
        store.AddTo(digest);
        long links = digest.Count;
        IReadOnlyList<FeedEntry> hosts = domains.Entries;
        foreach (FeedEntry entry in hosts.Concat(inboxes.Entries))
        {
            digest.Add(entry.ToByteArray());
        }

        return new DigestReport(before, readiness.HasLinks && readiness.Sequence == before, links, hosts.Count, digest.ToString());
    }
}
