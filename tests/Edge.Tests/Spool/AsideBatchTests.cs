using System.Buffers.Binary;
using OneLink.Edge.Spool;

namespace OneLink.Edge.Tests.Spool;

public sealed class AsideBatchTests
{
    private static readonly AsideBatch Held = new()
    {
        Source = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        Number = 7,
        Kind = AsideKind.Held,
        Host = 0x11223344,
        SetAsideAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000),
        Reason = "away",
        Records = 2,
        Frames = new byte[] { 1, 2, 3, 4, 5, 6, 7, 8 },
    };

    /// <summary>docs/formats/spool.md.</summary>
    [Fact]
    public void ToBytes_HeldBatch_HasKindAndHostInTheirPlaces()
    {
        byte[] bytes = Held.ToBytes();

        Assert.Equal(2, bytes[48]);
        Assert.Equal(0x11223344U, BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(56)));
        Assert.Equal("away"u8.ToArray(), bytes[64..68]);
        Assert.Equal(80, bytes.Length);
    }

    [Fact]
    public void Parse_HeldBatch_IsTheSameAndKeepsItsToken()
    {
        AsideBatch read = AsideBatch.Parse(Held.ToBytes())!;

        Assert.Equal(Held with { Frames = default }, read with { Frames = default });
        Assert.Equal("00112233445566778899aabbccddeeff:7", read.Token);
        Assert.Equal((2, AsideKind.Held), AsideBatch.ReadStart(new MemoryStream(Held.ToBytes())));
    }

    /// <summary>Eight bytes that were zero before there were hosts.</summary>
    [Fact]
    public void Parse_BatchOfAnEdgeWithoutHosts_WasRefusedAndBelongsToNone()
    {
        AsideBatch read = AsideBatch.Parse((Held with { Kind = AsideKind.Refused, Host = 0 }).ToBytes())!;

        Assert.Equal((AsideKind.Refused, 0U), (read.Kind, read.Host));
    }
}
