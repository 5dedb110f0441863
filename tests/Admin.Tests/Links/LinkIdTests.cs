using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Links;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links;

public sealed class LinkIdTests
{
    [Fact]
    public void ToString_AnyId_ParsesBackAndSortsAlike()
        => Prop.ForAll<long, long>((a, b) =>
        {
            var (x, y) = (new LinkId(a & long.MaxValue), new LinkId(b & long.MaxValue));
            return LinkId.TryParse(x.ToString(), out var back) && back == x
                && LinkId.TryParse(x.ToString().ToUpperInvariant(), out var upper) && upper == x
                && Math.Sign(string.CompareOrdinal(x.ToString(), y.ToString())) == x.Value.CompareTo(y.Value);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("lnk_")]
    [InlineData("lnk_000000000000")]
    [InlineData("lnk_00000000000000")]
    [InlineData("lnk_8000000000000")]
    [InlineData("lnk_000000000000u")]
    [InlineData("lnk_000000000000!")]
    [InlineData("ext_0000000000000")]
    public void TryParse_NoId_IsRefused(string text) => Assert.False(LinkId.TryParse(text, out _));

    [Fact]
    public void Next_ClockStandsOrGoesBack_StillGrows()
    {
        var clock = new ManualClock(LinkId.Epoch.AddYears(1));
        var sequence = new LinkIdSequence(clock, node: 5);
        var last = new LinkId(0);
        for (var i = 0; i < 20_000; i++)
        {
            if (i == 10_000)
            {
                clock.Now = clock.Now.AddDays(-1);
            }

            var next = sequence.Next();
            Assert.True(next.Value > last.Value);
            Assert.Equal(5, (next.Value >> LinkId.SequenceBits) & ((1 << LinkId.NodeBits) - 1));
            last = next;
        }
    }

    [Fact]
    public void StartAbove_StoredIdFromTheFuture_ContinuesAboveIt()
    {
        var clock = new ManualClock(LinkId.Epoch.AddYears(1));
        var ahead = new LinkIdSequence(new ManualClock(LinkId.Epoch.AddYears(2)), node: 0).Next();
        var sequence = new LinkIdSequence(clock, node: 0);

        sequence.StartAbove(ahead);

        Assert.True(sequence.Next().Value > ahead.Value);
    }
}
