using FsCheck;
using FsCheck.Fluent;

namespace OneLink.Simulation.Tests;

public sealed class ModelTests
{
    /// <summary>Whoever changes the model or a measured figure sees here whether they still agree.</summary>
    [Fact]
    public void Checks_AgreeWithWhatWasMeasured() => Assert.All(Scenarios.Checks(), check => Assert.True(check.Holds, $"{check}"));

    [Fact]
    public void Weights_Quantiles_CountEachValueByItsWeight()
    {
        var weights = new Weights();
        weights.Add(3, 1);
        weights.Add(1, 98);
        weights.Add(2, 1);

        Assert.Equal((1, 2, 3, 3), (weights.Quantile(0.5), weights.Quantile(0.99), weights.Quantile(1), weights.Longest));
        Assert.Equal(0, new Weights().Quantile(0.5));
    }

    /// <summary>Whatever is lost and comes back, every tap is answered or counted as not, and every answered one becomes a row.</summary>
    [Fact]
    public void Faults_OfAnyOrder_LoseNothing()
    {
        var faults =
            from at in Gen.Choose(0, 60)
            from takes in Gen.Choose(1, 60)
            from shard in Gen.Choose(0, 2)
            from region in Gen.Elements("a", "b", "c")
            from isShard in Gen.Elements(true, false)
            select (At: at, Takes: takes, Shard: shard, Region: region, IsShard: isShard);

        Prop.ForAll(faults.ListOf(4).ToArbitrary(), drawn =>
        {
            var plan = new Plan
            {
                Regions = [new Region("a", "x", 0.5, 0.01), new Region("b", "x", 0.3, 0.05), new Region("c", "y", 0.2, 0.1)],
                TapsPerSecond = 90_000,
                EdgesInARegion = 2,
                CoresOfAnEdge = 1,
                Shards = 3,
                RowsPerSecondOfAShard = 100_000,
            };
            var agenda = new Agenda();
            var fleet = new Fleet(agenda, plan, taps: 120, seed: 1);
            foreach (var fault in drawn)
            {
                agenda.Put(fault.At, () => Break(fleet, fault.Shard, fault.Region, fault.IsShard, isBroken: true));
                agenda.Put(fault.At + fault.Takes, () => Break(fleet, fault.Shard, fault.Region, fault.IsShard, isBroken: false));
            }

            agenda.RunUntil(2_000);

            var answered = fleet.Edges.Sum(edge => edge.Answered);
            Assert.Equal(answered, fleet.Edges.Sum(edge => edge.Stored), 0.01);
            Assert.Equal(answered, fleet.Shards.Sum(shard => shard.Rows), 0.01);
            Assert.Equal(120 * plan.TapsPerSecond, answered + fleet.Edges.Sum(edge => edge.Unanswered), plan.TapsPerSecond * Measured.CommitSeconds * 1.01);
            Assert.Equal(0, fleet.Edges.Sum(edge => edge.InSpool), 0.01);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    private static void Break(Fleet fleet, int shard, string region, bool isShard, bool isBroken)
    {
        if (isShard)
        {
            fleet.Shards[shard].IsAway = isBroken;
        }
        else if (isBroken)
        {
            fleet.Lose(region);
        }
        else
        {
            fleet.Return(region);
        }
    }
}
