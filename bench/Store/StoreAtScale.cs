using System.Diagnostics;
using System.Globalization;
using OneLink.Edge.Store;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Bench.Store;

/// <summary>
/// What a store of many links costs: loading, memory, checkpoint, restart, and looking up hot and cold links. No
/// micro-benchmark: one pass each, printed as it goes (<c>./onelink bench store:10000000</c>).
/// </summary>
internal static class StoreAtScale
{
    private const int Reads = 5_000_000;
    private const double ZipfExponent = 0.99;

    public static async Task RunAsync(int links)
    {
        string folder = Directory.CreateTempSubdirectory("onelink-scale-").FullName;
        try
        {
            var options = new LinkStoreOptions { Folder = folder, MemoryBytes = 4L << 30 };
            long before = Resident();
            using (var store = new LinkStore(options))
            {
                Load(store, links, before);
                long at = Stopwatch.GetTimestamp();
                await store.CheckpointAsync(new StoreCursor(1, 1), CancellationToken.None);
                Say($"checkpoint in {Seconds(at):0.00} s");
                ReadAll(store, links);
            }

            long restart = Stopwatch.GetTimestamp();
            using var again = new LinkStore(options);
            using LinkReader reader = again.OpenReader();
            var value = new LinkValue();
            bool found = reader.Read(Key(new byte[LinkKey.MaxBytes], links / 2), value) == ReadOutcome.Found;
            Say($"restart from the checkpoint, first link {(found ? "found" : "MISSING")} after {Seconds(restart):0.00} s");
            ReadAll(again, links);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Load(LinkStore store, int links, long before)
    {
        var compiler = new LinkCompiler();
        byte[] buffer = new byte[LinkKey.MaxBytes];
        var document = new LinkDocument { RedirectStatus = 302, Enabled = true, AccountId = 5 };
        long strings = 0;
        long at = Stopwatch.GetTimestamp();
        for (int i = 0; i < links; i++)
        {
            // Of eight lengths, as records are padded to eight bytes: no length is the lucky one.
            document.Url = string.Create(CultureInfo.InvariantCulture, $"https://shop.example.com/products/{i}/summer-sale?ref={"abcdefgh".AsSpan(i % 8)}");
            ReadOnlySpan<byte> key = Key(buffer, i);
            strings += document.Url.Length + key.Length - LinkKey.PrefixBytes;
            store.Upsert(key, compiler.Compile((ulong)i + 1, document, 1));
        }

        double seconds = Seconds(at);
        double perLink = (Resident() - before) / (double)links;
        Say($"{links} links compiled and stored in {seconds:0.0} s: {links / seconds:0} a second");
        Say($"{perLink:0} bytes of resident memory a link, {perLink - (strings / (double)links):0} beyond its own strings");
    }

    /// <summary>One thread, keys spelled for every read: the distribution of the field (Zipf 0.99), then every link as likely as any other.</summary>
    private static void ReadAll(LinkStore store, int links)
    {
        using LinkReader reader = store.OpenReader();
        var zipf = new Zipf(links, ZipfExponent);
        var random = new Random(1);
        int[] drawn = new int[Reads];
        foreach ((string name, Func<int> draw) in new (string, Func<int>)[] { ("hot and cold (Zipf 0.99)", () => zipf.Next(random)), ("uniform", () => random.Next(links)) })
        {
            for (int i = 0; i < Reads; i++)
            {
                drawn[i] = draw();
            }

            byte[] buffer = new byte[LinkKey.MaxBytes];
            var value = new LinkValue();
            int missing = 0;
            long at = Stopwatch.GetTimestamp();
            foreach (int link in drawn)
            {
                missing += reader.Read(Key(buffer, link), value) == ReadOutcome.Found ? 0 : 1;
            }

            Say($"{name}: {Seconds(at) * 1e9 / Reads:0} ns a look-up, {missing} missing");
        }
    }

    /// <summary>Slugs scattered over the alphabet, as generated ones are.</summary>
    private static ReadOnlySpan<byte> Key(byte[] buffer, int link)
    {
        LinkKey.WritePrefix(buffer, 1);
        ulong mixed = (ulong)link * 0x9E3779B97F4A7C15;
        for (int i = 0; i < 8; i++)
        {
            buffer[LinkKey.PrefixBytes + i] = (byte)('a' + (int)((mixed >> (8 * i)) & 0x0F));
            buffer[LinkKey.PrefixBytes + 8 + i] = (byte)('a' + (int)((mixed >> ((8 * i) + 4)) & 0x0F));
        }

        return buffer.AsSpan(0, LinkKey.PrefixBytes + 16);
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static double Seconds(long since) => Stopwatch.GetElapsedTime(since).TotalSeconds;

    private static void Say(string text) => Console.WriteLine(text);
}
