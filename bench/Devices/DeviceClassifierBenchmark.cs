using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using OneLink.Shared.Devices;

namespace OneLink.Bench.Devices;

/// <summary>
/// One classification, averaged over user agents drawn by their weight in real traffic: <c>corpora/ua/traffic.tsv</c> in the
/// folder <c>ONELINK_SHARED</c>, or, where that is not there, the four that lead it.
/// </summary>
[MemoryDiagnoser]
public class DeviceClassifierBenchmark
{
    private const int Draws = 16_384;

    private static readonly (string UserAgent, double Weight)[] Leading =
    [
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36", 0.42),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6 Mobile/15E148 Safari/604.1", 0.39),
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Mobile Safari/537.36", 0.11),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36", 0.08),
    ];

    private static readonly byte[] LongInApp = Encoding.ASCII.GetBytes(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 "
        + "[FBAN/FBIOS;FBAV/460.0.0.31.103;FBBV/58452;FBDV/iPhone14,2;FBMD/iPhone;FBSN/iOS;FBSV/17.5;FBSS/3;FBCR/;FBID/phone;FBLC/en_US;FBOP/80]");

    private static readonly byte[] Crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"u8.ToArray();

    private byte[][] _draws = [];

    [GlobalSetup]
    public void Draw()
    {
        var weighted = Weighted();
        var total = weighted.Sum(static entry => entry.Weight);

        // A fixed seed: every run looks at the same user agents in the same order.
        var random = new Random(1);
        _draws = new byte[Draws][];
        for (var i = 0; i < _draws.Length; i++)
        {
            var left = random.NextDouble() * total;
            var at = 0;
            while (at < weighted.Length - 1 && (left -= weighted[at].Weight) > 0)
            {
                at++;
            }

            _draws[i] = Encoding.UTF8.GetBytes(weighted[at].UserAgent);
        }

        DeviceClassifier.Prepare();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Draws)]
    public int ClassifyByTraffic()
    {
        var sum = 0;
        foreach (var userAgent in _draws)
        {
            sum += (int)DeviceClassifier.Classify(userAgent, default).Platform;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Draws)]
    public int ClassifyByTrafficWithHints()
    {
        var sum = 0;
        foreach (var userAgent in _draws)
        {
            sum += (int)DeviceClassifier.Classify(userAgent, new ClientHints
            {
                SecChUa = "\"Chromium\";v=\"145\", \"Google Chrome\";v=\"145\", \"Not A;Brand\";v=\"99\""u8,
                SecChUaMobile = "?0"u8,
                SecChUaPlatform = "\"macOS\""u8,
            }).Platform;
        }

        return sum;
    }

    [Benchmark]
    public DeviceInfo ClassifyLongInApp() => DeviceClassifier.Classify(LongInApp, default);

    [Benchmark]
    public DeviceInfo ClassifyCrawler() => DeviceClassifier.Classify(Crawler, default);

    private static (string UserAgent, double Weight)[] Weighted()
    {
        var path = Path.Combine(Environment.GetEnvironmentVariable("ONELINK_SHARED") ?? "../shared", "corpora", "ua", "traffic.tsv");
        return File.Exists(path)
            ? [.. File.ReadLines(path).Skip(1).Select(static line => line.Split('\t')).Select(static columns => (columns[0], double.Parse(columns[^1], CultureInfo.InvariantCulture)))]
            : Leading;
    }
}
