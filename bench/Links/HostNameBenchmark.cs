using BenchmarkDotNet.Attributes;
using OneLink.Shared.Links;

namespace OneLink.Bench.Links;

/// <summary>A <c>Host</c> header to the key of its domain, once a request.</summary>
[MemoryDiagnoser]
public class HostNameBenchmark
{
    private readonly byte[] _destination = new byte[HostName.MaxLength];
    private readonly byte[] _name = "go.acme.com"u8.ToArray();
    private readonly byte[] _address = "127.0.0.1:8081"u8.ToArray();
    private readonly byte[] _www = "WWW.Acme.com.:443"u8.ToArray();
    private readonly byte[] _international = "M\u00dcNCHEN.example"u8.ToArray();

    [Benchmark(Baseline = true)]
    public int Name() => Normalize(_name);

    [Benchmark]
    public int Address() => Normalize(_address);

    [Benchmark]
    public int WwwPortAndCase() => Normalize(_www);

    [Benchmark]
    public int International() => Normalize(_international);

    private int Normalize(byte[] host)
    {
        HostName.TryNormalize(host, _destination, out var written);
        return written;
    }
}
