using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Edge.Devices;
using OneLink.Shared.Tests;

namespace OneLink.Edge.Tests.Devices;

public sealed class DeviceClassifierFuzzTests
{
    private static readonly byte[][] Samples =
    [
        .. LabelledDevice.Read(Path.Combine(AppContext.BaseDirectory, "Devices", "sample.jsonl")).Select(row => Encoding.UTF8.GetBytes(row.UserAgent)),
    ];

    [Fact]
    public void Classify_RandomBytes_NeverThrows() =>
        Prop.ForAll<byte[], byte[]>((userAgent, header) => ClassifyWith(userAgent, header)).QuickCheckThrowOnFailure();

    [Fact]
    public void Classify_MutatedUserAgent_NeverThrows()
    {
        var mutated =
            from sample in Gen.Elements(Samples)
            from at in Gen.Choose(0, sample.Length)
            from cut in Gen.Choose(0, sample.Length - at)
            from insert in ArbMap.Default.GeneratorFor<byte[]>()
            from times in Gen.Choose(1, 20)
            select Mutate(sample, at, cut, insert, times);
        Prop.ForAll(mutated.ToArbitrary(), userAgent => ClassifyWith(userAgent, userAgent)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Classify_EveryPrefix_NeverThrows()
    {
        foreach (var sample in Samples)
        {
            for (var length = 0; length <= sample.Length; length++)
            {
                DeviceClassifier.Classify(sample.AsSpan(0, length), default);
            }
        }
    }

    [Fact]
    public void Classify_LongerThanLooked_DecidesOnTheStart()
    {
        var start = Samples[0];
        byte[] padded = [.. start, .. Enumerable.Repeat((byte)' ', 100_000), .. "Googlebot"u8];
        Assert.Equal(DeviceClassifier.Classify(start, default), DeviceClassifier.Classify(padded, default));
    }

    [Fact]
    public void Classify_AnyUserAgent_DoesNotAllocate()
    {
        foreach (var sample in Samples)
        {
            Allocations.AssertNoneWhenWarm(() => ClassifyWith(sample, "\"Android\""u8));
        }
    }

    private static void ClassifyWith(ReadOnlySpan<byte> userAgent, ReadOnlySpan<byte> header)
    {
        DeviceClassifier.Classify(userAgent, new ClientHints
        {
            SecChUa = header,
            SecChUaMobile = header,
            SecChUaPlatform = header,
            SecChUaFormFactors = header,
            XRequestedWith = header,
        });
        PrefetchHeaders.IsPrefetch(header, header, header, header);
    }

    private static byte[] Mutate(byte[] sample, int at, int cut, byte[] insert, int times) =>
        [.. sample[..at], .. Enumerable.Repeat(insert, times).SelectMany(bytes => bytes), .. sample[(at + cut)..]];
}
