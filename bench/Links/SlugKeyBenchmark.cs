using System.Text;
using BenchmarkDotNet.Attributes;
using OneLink.Shared.Links;

namespace OneLink.Bench.Links;

/// <summary>From the raw path of a tap to the key of its link, once a request.</summary>
[MemoryDiagnoser]
public class SlugKeyBenchmark
{
    private readonly byte[] _destination = new byte[SlugKey.MaxBytes];
    private readonly byte[] _ascii = "Summer-Sale"u8.ToArray();
    private readonly byte[] _longAscii = Encoding.ASCII.GetBytes(new string('a', SlugGrammar.MaxLength));
    private readonly byte[] _emoji = "%F0%9F%A6%A3%F0%9F%A6%A3%F0%9F%A6%A3"u8.ToArray();
    private readonly byte[] _hangulFormC = "%ED%95%9C%EA%B8%80"u8.ToArray();
    private readonly byte[] _hangulFormD = "%E1%84%92%E1%85%A1%E1%86%AB%E1%84%80%E1%85%B3%E1%86%AF"u8.ToArray();
    private readonly byte[] _latinFormD = "CAFE%CC%81"u8.ToArray();

    [Benchmark(Baseline = true)]
    public int AsciiCaseSensitive() => Key(_ascii, caseSensitive: true);

    [Benchmark]
    public int AsciiCaseInsensitive() => Key(_ascii, caseSensitive: false);

    [Benchmark]
    public int AsciiLongest() => Key(_longAscii, caseSensitive: false);

    [Benchmark]
    public int Emoji() => Key(_emoji, caseSensitive: true);

    [Benchmark]
    public int HangulFormC() => Key(_hangulFormC, caseSensitive: true);

    [Benchmark]
    public int HangulFormD() => Key(_hangulFormD, caseSensitive: true);

    [Benchmark]
    public int LatinFormDCaseInsensitive() => Key(_latinFormD, caseSensitive: false);

    private int Key(byte[] path, bool caseSensitive)
    {
        SlugKey.TryFromPath(path, caseSensitive, _destination, out var written);
        return written;
    }
}
