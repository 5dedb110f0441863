using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Clicks;
using OneLink.Edge.Domains;
using OneLink.Edge.Feed;
using OneLink.Edge.Inboxes;
using OneLink.Edge.Limits;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Tests.Feed;

public sealed class FeedApplierTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inbox_IsOpen_FromItsEntryToItsTombstone()
    {
        using (var edge = new Fixture(_folder))
        {
            edge.Load(1);
            edge.Applier.ApplyTailFrame(InboxEntry(2, id: 3, closesAt: 500));
            edge.Applier.ApplyTailFrame(InboxEntry(3, id: 4));
            Assert.Equal((true, false, true), (edge.Inboxes.Current.Has(3, 499), edge.Inboxes.Current.Has(3, 500), edge.Inboxes.Current.Has(4, 500)));

            FeedFrame closed = InboxEntry(4, id: 4);
            closed.Entry.Deleted = true;
            edge.Applier.ApplyTailFrame(closed);
            Assert.False(edge.Inboxes.Current.Has(4, 500));
        }

        // A restart remembers, and a snapshot takes away what it does not mention.
        using (var edge = new Fixture(_folder))
        {
            Assert.True(edge.Inboxes.Current.Has(3, 499));
            edge.Applier.BeginSnapshot();
            edge.Applier.ApplySnapshotFrame(InboxEntry(0, id: 5));
            edge.Applier.ApplySnapshotFrame(End(9, links: 0));
            Assert.Equal((false, true), (edge.Inboxes.Current.Has(3, 499), edge.Inboxes.Current.Has(5, 499)));
        }
    }

    [Fact]
    public void ResumeAfter_EmptyStore_AsksForASnapshot()
    {
        using var edge = new Fixture(_folder);
        Assert.Null(edge.Applier.ResumeAfter);
        Assert.False(edge.Readiness.HasLinks);
    }

    [Fact]
    public void ApplySnapshotFrame_WholeSnapshot_IsReadyAtItsSequence()
    {
        using var edge = new Fixture(_folder);
        edge.Load(7, "a", "b");
        Assert.Equal(7UL, edge.Applier.ResumeAfter);
        Assert.True(edge.Readiness.HasLinks);
        Assert.True(edge.Readiness.IsCaughtUp);
        Assert.Equal("https://example.com/a", edge.Find("a"));
    }

    [Fact]
    public void ApplySnapshotFrame_LinksMissing_IsRefusedAndNotReady()
    {
        using var edge = new Fixture(_folder);
        edge.Applier.BeginSnapshot();
        edge.Applier.ApplySnapshotFrame(Link(0, 1, "a"));
        Assert.Throws<InvalidDataException>(() => edge.Applier.ApplySnapshotFrame(End(7, links: 2)));
        Assert.False(edge.Readiness.HasLinks);
    }

    [Fact]
    public void ApplySnapshotFrame_SecondSnapshot_DeletesWhatItDoesNotMention()
    {
        using var edge = new Fixture(_folder);
        edge.Load(7, "a", "b");
        edge.Load(9, "b", "c");
        Assert.Null(edge.Find("a"));
        Assert.Equal("https://example.com/b", edge.Find("b"));
        Assert.Equal("https://example.com/c", edge.Find("c"));
    }

    [Fact]
    public void ApplySnapshotFrame_WhileItIsLoaded_OldLinksAreServed()
    {
        using var edge = new Fixture(_folder);
        edge.Load(7, "a");
        edge.Applier.BeginSnapshot();
        edge.Applier.ApplySnapshotFrame(Link(0, 2, "b"));
        Assert.Equal("https://example.com/a", edge.Find("a"));
    }

    [Fact]
    public void ApplyTailFrame_ChangeAndTombstone_AreFollowed()
    {
        using var edge = new Fixture(_folder);
        edge.Load(7, "a", "b");
        edge.Applier.ApplyTailFrame(Link(8, 1, "a", "https://example.com/changed"));
        edge.Applier.ApplyTailFrame(Gone(9, 2, "b"));
        Assert.Equal("https://example.com/changed", edge.Find("a"));
        Assert.Null(edge.Find("b"));
        Assert.Equal(9UL, edge.Applier.ResumeAfter);
    }

    [Fact]
    public void ApplyTailFrame_SequenceAppliedBefore_ChangesNothing()
    {
        using var edge = new Fixture(_folder);
        edge.Load(7, "a");
        edge.Applier.ApplyTailFrame(Link(8, 1, "a", "https://example.com/new"));
        edge.Applier.ApplyTailFrame(Link(8, 1, "a", "https://example.com/again"));
        edge.Applier.ApplyTailFrame(Gone(6, 1, "a"));
        Assert.Equal("https://example.com/new", edge.Find("a"));
        Assert.Equal(8UL, edge.Applier.ResumeAfter);
    }

    [Fact]
    public void ApplyTailFrame_HeartbeatAhead_IsNotCaughtUp()
    {
        using var edge = new Fixture(_folder);
        edge.Load(7, "a");
        edge.Applier.ApplyTailFrame(Beat(9));
        Assert.False(edge.Readiness.IsCaughtUp);
        edge.Applier.ApplyTailFrame(Link(9, 1, "a"));
        edge.Applier.ApplyTailFrame(Beat(9));
        Assert.True(edge.Readiness.IsCaughtUp);
    }

    [Fact]
    public void ApplyTailFrame_DocumentOfANewerVersion_FailsClosedUntilItCanBeRead()
    {
        using var edge = new Fixture(_folder);
        edge.Load(7, "a");
        FeedFrame newer = Link(8, 1, "a");
        newer.Entry.Version = FeedFormat.DocumentVersion + 1;
        edge.Applier.ApplyTailFrame(newer);
        Assert.Equal("", edge.Find("a"));
        edge.Applier.ApplyTailFrame(Link(9, 1, "a"));
        Assert.Equal("https://example.com/a", edge.Find("a"));
    }

    [Fact]
    public async Task FinishAsync_AfterChanges_IsWhereTheNextStartGoesOn()
    {
        using (var edge = new Fixture(_folder))
        {
            edge.Load(7, "a");
            edge.Applier.ApplyTailFrame(Link(8, 1, "a", "https://example.com/new"));
            await edge.Applier.FinishAsync();
        }

        using var again = new Fixture(_folder);
        Assert.Equal(8UL, again.Applier.ResumeAfter);
        Assert.True(again.Readiness.HasLinks);
        Assert.Equal("https://example.com/new", again.Find("a"));
    }

    [Fact]
    public void ApplySnapshotFrame_CutOff_GoesOnFromTheLastMark()
    {
        using var edge = new Fixture(_folder);
        edge.Applier.BeginSnapshot();
        edge.Applier.ApplySnapshotFrame(Start(7, scope: 5));
        Assert.Null(edge.Applier.Unfinished);
        edge.Applier.ApplySnapshotFrame(Link(0, 1, "a"));
        edge.Applier.ApplySnapshotFrame(new FeedFrame { SnapshotMark = new SnapshotMark { Place = 1 } });
        edge.Applier.ApplySnapshotFrame(Link(0, 2, "b"));
        Assert.Equal(new SnapshotProgress(7, 5, 9, 1), edge.Applier.Unfinished);
        Assert.Null(edge.Applier.ResumeAfter);
        Assert.False(edge.Readiness.HasLinks);

        edge.Applier.ResumeSnapshot();
        edge.Applier.ApplySnapshotFrame(Start(7, scope: 5));
        edge.Applier.ApplySnapshotFrame(Link(0, 2, "b"));
        edge.Applier.ApplySnapshotFrame(Link(0, 3, "c"));
        Assert.True(edge.Applier.ApplySnapshotFrame(End(11, links: 2)));
        Assert.Equal((11UL, 5UL, null), (edge.Applier.ResumeAfter, edge.Applier.Scope, edge.Applier.Unfinished));
        Assert.All(["a", "b", "c"], slug => Assert.Equal("https://example.com/" + slug, edge.Find(slug)));
    }

    [Fact]
    public async Task ApplyTailFrame_Advance_IsWhereTheNextStartGoesOnWithTheSameAccounts()
    {
        using (var edge = new Fixture(_folder))
        {
            edge.Applier.BeginSnapshot();
            edge.Applier.ApplySnapshotFrame(Start(7, scope: 5));
            edge.Applier.ApplySnapshotFrame(End(7, links: 0));
            edge.Applier.ApplyTailFrame(new FeedFrame { Advance = new Advance { Sequence = 20 } });
            edge.Applier.ApplyTailFrame(new FeedFrame { Advance = new Advance { Sequence = 19 } });
            edge.Applier.ApplyTailFrame(Beat(20));
            Assert.True(edge.Readiness.IsCaughtUp);
            await edge.Applier.FinishAsync();
        }

        using var again = new Fixture(_folder);
        Assert.Equal((20UL, 5UL), (again.Applier.ResumeAfter, again.Applier.Scope));
    }

    private static FeedFrame Start(ulong sequence, ulong scope)
        => new() { SnapshotStart = new SnapshotStart { Sequence = sequence, Scope = scope, Origin = 9 } };

    private static FeedFrame Link(ulong sequence, ulong id, string slug, string? url = null) => new()
    {
        Entry = new FeedEntry
        {
            Sequence = sequence,
            Kind = EntryKind.Link,
            Id = id,
            DomainId = 1,
            SlugKey = slug,
            Version = 1,
            Document = new LinkDocument { Url = url ?? "https://example.com/" + slug, RedirectStatus = 302, Enabled = true }.ToByteString(),
        },
    };

    private static FeedFrame Gone(ulong sequence, ulong id, string slug)
        => new() { Entry = new FeedEntry { Sequence = sequence, Kind = EntryKind.Link, Id = id, DomainId = 1, SlugKey = slug, Version = 1, Deleted = true } };

    private static FeedFrame InboxEntry(ulong sequence, ulong id, long closesAt = 0) => new()
    {
        Entry = new FeedEntry
        {
            Sequence = sequence,
            Kind = EntryKind.Inbox,
            Id = id,
            DomainId = (uint)id,
            Version = FeedFormat.PlainDocumentVersion,
            Document = new InboxDocument { AccountId = 5, ClosesAtMs = closesAt }.ToByteString(),
        },
    };

    private static FeedFrame End(ulong sequence, ulong links) => new() { SnapshotEnd = new SnapshotEnd { Sequence = sequence, Links = links } };

    private static FeedFrame Beat(ulong sequence) => new() { Heartbeat = new Heartbeat { Sequence = sequence } };

    /// <summary>What an edge has of links, over a folder that outlives it.</summary>
    private sealed class Fixture : IDisposable
    {
        private readonly LinkStore _store;

        public Fixture(TempFolder folder)
        {
            _store = new LinkStore(new LinkStoreOptions { Folder = folder["links"], MemoryBytes = 8 * 1024 * 1024, PageBytes = 64 * 1024 });
            Limits = new ClickLimits(folder["limits"], NullLogger<ClickLimits>.Instance);
            Applier = new FeedApplier(
                _store,
                new DomainTable(folder["domains"]),
                Inboxes = new InboxTable(folder["inboxes"]),
                new DailySalts(),
                Readiness,
                new UnreadableDocuments(folder["unreadable"]),
                Limits,
                TimeSpan.FromHours(1),
                TimeProvider.System,
                NullLogger<FeedApplier>.Instance);
        }

        public StoreReadiness Readiness { get; } = new();

        public InboxTable Inboxes { get; }

        public ClickLimits Limits { get; }

        public FeedApplier Applier { get; }

        public void Load(ulong sequence, params string[] slugs)
        {
            Applier.BeginSnapshot();
            foreach (string slug in slugs)
            {
                Assert.False(Applier.ApplySnapshotFrame(Link(0, slug[0], slug)));
            }

            Assert.True(Applier.ApplySnapshotFrame(End(sequence, (ulong)slugs.Length)));
        }

        /// <summary>The link's URL; empty where it fails closed, null where there is none.</summary>
        public string? Find(string slug)
        {
            using LinkReader reader = _store.OpenReader();
            var value = new LinkValue();
            byte[] key = new byte[LinkKey.PrefixBytes + slug.Length];
            LinkKey.WritePrefix(key, 1);
            Encoding.ASCII.GetBytes(slug, key.AsSpan(LinkKey.PrefixBytes));
            return reader.Read(key, value) == ReadOutcome.Found ? Encoding.ASCII.GetString(new CompiledLink(value.Span).Url) : null;
        }

        public void Dispose()
        {
            Applier.Dispose();
            Limits.Dispose();
            _store.Dispose();
        }
    }
}
