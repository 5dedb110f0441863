using System.Text;
using BenchmarkDotNet.Attributes;
using OneLink.Shared.Links;

namespace OneLink.Bench.Links;

/// <summary>Destination and visitor's query to <c>Location</c>, once a redirect.</summary>
[MemoryDiagnoser]
public class QueryMergeBenchmark
{
    private readonly byte[] _location = new byte[64 * 1024];
    private readonly byte[] _destination = "https://www.acme.com/sale/summer?utm_source=onelink&utm_medium=social&utm_campaign=summer#top"u8.ToArray();
    private readonly byte[] _clickId = "fbclid=IwAR0aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789aBcDeFgHiJkLmNoPqRsTuVw"u8.ToArray();
    private readonly byte[] _overriding = "utm_source=mail&utm_campaign=autumn&gclid=abc&qr=1"u8.ToArray();
    private readonly byte[] _unsafeBytes = "q=caf\u00e9 cr\u00e8me&x=1"u8.ToArray();
    private readonly byte[] _hundred = Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 100).Select(i => $"name{i}=value{i}")));

    [Benchmark(Baseline = true)]
    public int NoQuery() => Merge([]);

    [Benchmark]
    public int ClickId() => Merge(_clickId);

    [Benchmark]
    public int Overriding() => Merge(_overriding);

    [Benchmark]
    public int UnsafeBytes() => Merge(_unsafeBytes);

    [Benchmark]
    public int HundredParameters() => Merge(_hundred);

    private int Merge(ReadOnlySpan<byte> query)
    {
        QueryMerge.TryMerge(_destination, query, _location, out var written);
        return written;
    }
}
