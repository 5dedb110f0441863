using System.Diagnostics;
using System.Globalization;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Bench.Store;

/// <summary>
/// Many changes over a million links, as fast as they go, with a checkpoint after as many as come between two at 20,000 a
/// second: how far log and disk grow (<c>./onelink bench changes:100000000</c>).
/// </summary>
internal static class ChangesAtScale
{
    private const int Links = 1_000_000;
    private const int BetweenCheckpoints = 40_000;
    private const int Reports = 20;

    public static async Task RunAsync(long changes)
    {
        string folder = Directory.CreateTempSubdirectory("onelink-changes-").FullName;
        try
        {
            using var store = new LinkStore(new LinkStoreOptions { Folder = folder, MemoryBytes = 256L << 20 });
            var compiler = new LinkCompiler();
            var random = new Random(1);
            byte[] key = new byte[LinkKey.MaxBytes];
            var document = new LinkDocument { RedirectStatus = 302, Enabled = true, AccountId = 5 };
            for (int i = 0; i < Links; i++)
            {
                Change(store, compiler, key, document, i, 0);
            }

            store.CountAsLive();
            await store.CheckpointAsync(new StoreCursor(1, 1), CancellationToken.None);
            Say($"{Links} links: log {store.LogBytes >> 20} MiB, disk {OnDisk(folder) >> 20} MiB");
            (long log, long disk, long written) = (0, 0, store.LogBytes);
            long at = Stopwatch.GetTimestamp();
            for (long i = 0; i < changes; i++)
            {
                Change(store, compiler, key, document, random.Next(Links), i);
                if ((i + 1) % BetweenCheckpoints == 0)
                {
                    await store.CheckpointAsync(new StoreCursor((ulong)i, 1), CancellationToken.None);
                    log = Math.Max(log, store.LogBytes);
                    disk = Math.Max(disk, OnDisk(folder));
                }

                if ((i + 1) % (changes / Reports) == 0)
                {
                    Say($"{i + 1} changes, {(i + 1) / Stopwatch.GetElapsedTime(at).TotalSeconds:0} a second: log at most {log >> 20} MiB, disk at most {disk >> 20} MiB, in force {store.LiveBytes >> 20} MiB");
                }
            }

            using LinkReader reader = store.OpenReader();
            var value = new LinkValue();
            int missing = Enumerable.Range(0, Links).Count(link => reader.Read(key.AsSpan(0, Spell(key, link)), value) != ReadOutcome.Found);
            Say($"{missing} links missing; {changes * written / Links >> 30} GiB written by changes alone");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Change(LinkStore store, LinkCompiler compiler, byte[] key, LinkDocument document, int link, long version)
    {
        document.Url = string.Create(CultureInfo.InvariantCulture, $"https://shop.example.com/products/{link}/summer-sale?ref={version}");
        store.Upsert(key.AsSpan(0, Spell(key, link)), compiler.Compile((ulong)link + 1, document, 1));
    }

    private static int Spell(byte[] key, int link)
    {
        LinkKey.WritePrefix(key, 1);
        key[LinkKey.PrefixBytes] = (byte)'l';
        link.TryFormat(key.AsSpan(LinkKey.PrefixBytes + 1), out int digits, provider: CultureInfo.InvariantCulture);
        return LinkKey.PrefixBytes + 1 + digits;
    }

    private static long OnDisk(string folder)
        => new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Exists ? file.Length : 0);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
