using OneLink.Edge.Spool;

namespace OneLink.Edge.Tests.Spool;

public sealed class ShippingStateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Begin_Reopened_GivesTheLastBatch()
    {
        ShippingRange[] ranges = [Range(1), Range(2)];
        Guid source;
        using (var state = new ShippingState(_folder["state"]))
        {
            source = state.Source;
            state.Begin(1, [Range(9)], host: 1);
            state.Begin(2, ranges, host: 7);
        }

        using var reopened = new ShippingState(_folder["state"]);
        Assert.Equal(2UL, reopened.Batch);
        Assert.Equal(ranges, reopened.Ranges);
        Assert.Equal(7U, reopened.Host);
        Assert.Equal(source, reopened.Source);
    }

    /// <summary>docs/formats/spool.md: the host may change while nothing has arrived anywhere, in the same slot.</summary>
    [Fact]
    public void Begin_SameBatchForAnotherHost_WritesItsMarkInTheSlot()
    {
        using (var state = new ShippingState(_folder["state"]))
        {
            state.Begin(2, [Range(2)], host: 1);
            state.Begin(2, [Range(2)], host: 0x11223344);
        }

        byte[] bytes = File.ReadAllBytes(_folder["state"]);
        Assert.Equal([0x44, 0x33, 0x22, 0x11], bytes[20..24]);
        using var reopened = new ShippingState(_folder["state"]);
        Assert.Equal((2UL, 0x11223344U), (reopened.Batch, reopened.Host));
    }

    [Fact]
    public void Open_NewestSlotTorn_GivesTheBatchBefore()
    {
        using (var state = new ShippingState(_folder["state"]))
        {
            state.Begin(1, [Range(1)], host: 1);
            state.Begin(2, [Range(2)], host: 1);
        }

        byte[] bytes = File.ReadAllBytes(_folder["state"]);
        bytes[100] ^= 1; // batch 2 lies in the first slot
        File.WriteAllBytes(_folder["state"], bytes);
        using var reopened = new ShippingState(_folder["state"]);
        Assert.Equal(1UL, reopened.Batch);
        Assert.Equal([Range(1)], reopened.Ranges);
    }

    [Fact]
    public void Open_NothingIntact_StartsUnderANewSource()
    {
        Guid source;
        using (var state = new ShippingState(_folder["state"]))
        {
            source = state.Source;
            state.Begin(1, [Range(1)], host: 1);
        }

        File.WriteAllBytes(_folder["state"], new byte[8192]);
        using var reopened = new ShippingState(_folder["state"]);
        Assert.Equal(0UL, reopened.Batch);
        Assert.NotEqual(source, reopened.Source);
    }

    private static ShippingRange Range(ulong n) => new(SpoolStream.People, (int)n, new SpoolPosition(n, 64), new SpoolPosition(n + 1, 128));
}
