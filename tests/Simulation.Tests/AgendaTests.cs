namespace OneLink.Simulation.Tests;

public sealed class AgendaTests
{
    private readonly Agenda _agenda = new();

    [Fact]
    public void RunUntil_EventsOfOneMoment_HappenInTheOrderInWhichTheyWerePut()
    {
        var happened = new List<string>();
        _agenda.Put(2, () => happened.Add("third"));
        _agenda.Put(1, () =>
        {
            happened.Add("first");
            _agenda.Put(1, () => happened.Add("second"));
        });
        _agenda.Put(3, () => happened.Add("never"));

        _agenda.RunUntil(2.5);

        Assert.Equal(["first", "second", "third"], happened);
        Assert.Equal((2.5, 3), (_agenda.Now, _agenda.Happened));
    }

    [Fact]
    public void PutEvery_TenthsOfASecond_AreAsManyAsThereAre()
    {
        var times = new List<double>();
        _agenda.PutEvery(0.1, 0.1, 1_000, () => times.Add(_agenda.Now));

        _agenda.RunUntil(2_000);

        Assert.Equal(9_999, times.Count);
        Assert.Equal(999.9, times[^1], 1e-9);
    }

    [Fact]
    public void Put_InThePast_IsRefused()
    {
        _agenda.RunUntil(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => _agenda.Put(0.5, () => { }));
    }
}
