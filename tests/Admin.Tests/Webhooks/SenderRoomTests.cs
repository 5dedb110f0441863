using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Tests.Webhooks;

public sealed class SenderRoomTests
{
    private readonly SenderRoom _room = new();

    [Fact]
    public void Target_NotKnownYet_HasOnePlace_AndOneThatAnsweredFour()
    {
        Assert.Equal(1, _room.Of("a"));

        _room.Note("a", isDelivered: true);
        Assert.Equal(4, _room.Of("a"));

        Begin("a", 4);
        Assert.Equal(0, _room.Of("a"));

        _room.Leave("a");
        _room.Note("a", isDelivered: false);
        Assert.Equal(0, _room.Of("a"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Targets_ThatHang_LeaveRoomForThoseThatAnswer(bool haveFailed)
    {
        for (var i = 0; i < 1_000; i++)
        {
            if (haveFailed)
            {
                _room.Note($"dead {i}", isDelivered: false);
            }
        }

        _room.Note("alive", isDelivered: true);
        var begun = _room.Fit(Enumerable.Range(0, 1_000).Select(i => Delivery($"dead {i}"))).ToList();
        begun.ForEach(delivery => _room.Enter(delivery.Target));

        Assert.Equal(haveFailed ? 32 : 96, begun.Count);
        Assert.Equal(32, _room.Fit(Enumerable.Repeat(Delivery("alive"), 32)).Count());
    }

    [Fact]
    public void Targets_ThatFailed_HaveFewPlaces_AndThoseNotKnownYetTheRest()
    {
        for (var i = 0; i < 100; i++)
        {
            _room.Note($"dead {i}", isDelivered: false);
        }

        var fit = _room.Fit(Enumerable.Range(0, 100).SelectMany(i => new[] { Delivery($"dead {i}"), Delivery($"new {i}") })).ToList();

        Assert.Equal(32, fit.Count(delivery => delivery.Target.StartsWith("dead", StringComparison.Ordinal)));
        Assert.Equal(64, fit.Count(delivery => delivery.Target.StartsWith("new", StringComparison.Ordinal)));
    }

    [Fact]
    public void Targets_ThatAnswer_FillAllPlaces()
    {
        var all = Enumerable.Range(0, 200).Select(i => $"alive {i}").ToList();
        all.ForEach(target => _room.Note(target, isDelivered: true));

        Assert.Equal(128, _room.Fit(all.Select(Delivery)).Count());
    }

    private void Begin(string target, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _room.Enter(target);
        }
    }

    private static WebhookDelivery Delivery(string target) => new()
    {
        Id = 0,
        AccountId = 1,
        Target = target,
        DeliveryId = "",
        EventName = "contact_created",
        Payload = "",
        AttemptCount = 0,
        Attempts = "[]",
    };
}
