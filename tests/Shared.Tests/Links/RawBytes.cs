using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OneLink.Shared.Tests.Links;

/// <summary>Bytes as attackers send them: noise, and real requests with something bent.</summary>
internal static class RawBytes
{
    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            "summer", "%F0%9F%A6%A3", "e%CC%81/%E1%84%92%E1%85%A1%E1%86%AB", "a=1&a[]=2&b&qr=1", "https://münchen.de:443/p?q=1#f",
            "www.acme.com.:8081", "[2001:db8::1]:80", "//evil.com/..%2f", "javascript:alert(1)", "ﬁ\u200D。한\u093C", "intent://x#Intent;end",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    internal static Gen<byte[]> Any() =>
        Gen.OneOf(
            ArbMap.Default.GeneratorFor<byte[]>().Where(bytes => bytes is not null),
            from seed in Gen.Elements(Seeds)
            from repeats in Gen.Frequency((8, Gen.Constant(1)), (1, Gen.Choose(2, 400)))
            from changes in Mutation().ListOf(3)
            select changes.Aggregate(Enumerable.Repeat(seed, repeats).SelectMany(bytes => bytes).ToArray(), (bytes, change) => change(bytes)));

    private static Gen<Func<byte[], byte[]>> Mutation() =>
        from place in Gen.Choose(0, 1000)
        from value in Gen.OneOf(Gen.Choose(0, 255), Gen.Elements("%/?#&=+\\@:[].\r\n\0 ".Select(c => (int)c).ToArray()))
        from kind in Gen.Choose(0, 3)
        select new Func<byte[], byte[]>(bytes =>
        {
            if (bytes.Length == 0)
            {
                return [(byte)value];
            }

            var at = place % bytes.Length;
            return kind switch
            {
                0 => [.. bytes[..at], (byte)value, .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], (byte)value, .. bytes[at..]],
                2 => [.. bytes[..at], .. bytes[(at + 1)..]],
                _ => [.. bytes[..at]],
            };
        });
}
