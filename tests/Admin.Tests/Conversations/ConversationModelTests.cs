using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Conversations;

/// <summary>Random stories of one conversation, told to the model and to a plain list in memory: both must agree after each step.</summary>
public sealed class ConversationModelTests
{
    private static readonly string[] Kinds = ["in", "out", "note", "bot", "toggle", "pending", "snoozed", "mine", "theirs", "nobody", "delete", "see", "unsee"];

    [Fact]
    public async Task Steps_InAnyOrder_AgreeWithAPlainReference()
    {
        var clock = new ManualClock(DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000));
        await using var server = await AdminServer.StartAsync(replace: services => services.AddSingleton<TimeProvider>(clock));
        var tenant = await Tenant.JoinAsync(server);
        var (ada, bob) = (await tenant.AdministratorAsync("Ada"), await tenant.AgentAsync("Bob"));
        var world = await World.BeginAsync(server, tenant, ada, bob, await tenant.BotIdAsync(), clock);
        var step = from kind in Gen.Elements(Kinds)
                   from pause in Gen.Frequency((3, Gen.Constant(0L)), (3, Gen.Choose(1, 2_000).Select(ms => (long)ms)), (1, Gen.Constant(4_000_000L)))
                   from pick in Gen.Choose(0, 1_000)
                   select (kind, pause, pick);

        Prop.ForAll(Arb.From(step.ListOf()), steps => world.AgreesAsync(steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Draws.Of(60)));
    }

    private sealed class World(AdminServer server, Tenant tenant, Person ada, Person bob, long botId, Inbox inbox, Contact contact, ManualClock clock)
    {
        private readonly Author _author = new(new Performer(Performer.User, ada.User.Id), "Ada");
        private long _conversations;

        public static async Task<World> BeginAsync(AdminServer server, Tenant tenant, Person ada, Person bob, long botId, ManualClock clock)
        {
            var inboxId = await tenant.InboxAsync();
            var inbox = (await server.Services.GetRequiredService<InboxRepository>().FindAsync(tenant.AccountId, inboxId, CancellationToken.None))!;
            var made = await server.Services.GetRequiredService<ContactChanges>().CreateAsync(
                tenant.AccountId, new ContactInput { Name = "Cleo" }, performer: null, CancellationToken.None);
            Assert.True(made.TryGet(out var contact));
            return new World(server, tenant, ada, bob, botId, inbox, contact, clock);
        }

        public async Task<bool> AgreesAsync(IEnumerable<(string Kind, long Pause, int Pick)> steps)
        {
            var started = await Get<ConversationStarter>().StartAsync(
                contact, inbox, sourceId: null, new ConversationInput(), first: null, _author, CancellationToken.None);
            Assert.True(started.TryGet(out var conversation));
            Assert.Equal(++_conversations, conversation.DisplayId);
            var reference = new Reference(Now);
            await CompareAsync(conversation.Id, reference, "start");
            foreach (var (kind, pause, pick) in steps)
            {
                clock.Now += TimeSpan.FromMilliseconds(pause);
                await StepAsync(conversation.Id, reference, kind, pick);
                await CompareAsync(conversation.Id, reference, kind);
            }

            return true;
        }

        private long Now => clock.Now.ToUnixTimeMilliseconds();

        private T Get<T>()
            where T : notnull
            => server.Services.GetRequiredService<T>();

        private Task<Conversation> FindAsync(long id) => Get<IDatabase>().WriteAsync(
            async scope => (await ConversationRepository.FindAsync(scope, tenant.AccountId, id))!, CancellationToken.None);

        private async Task StepAsync(long id, Reference reference, string kind, int pick)
        {
            var (changes, account) = (Get<ConversationChanges>(), tenant.AccountId);
            switch (kind)
            {
                case "in":
                    await SayAsync(id, new MessageInput { MessageType = MessageType.Incoming, Content = "in" });
                    reference.Incoming(Now);
                    break;
                case "out":
                    await SayAsync(id, new MessageInput { Content = "out", SenderKind = SenderKind.User, SenderId = ada.User.Id });
                    reference.Outgoing(Now, "out", isPrivate: false, isHuman: true);
                    break;
                case "note":
                    await SayAsync(id, new MessageInput { Content = "note", IsPrivate = true, SenderKind = SenderKind.User, SenderId = ada.User.Id });
                    reference.Outgoing(Now, "note", isPrivate: true, isHuman: true);
                    break;
                case "bot":
                    await SayAsync(id, new MessageInput { Content = "bot", SenderKind = SenderKind.AgentBot, SenderId = botId });
                    reference.Outgoing(Now, "bot", isPrivate: false, isHuman: false);
                    break;
                case "toggle":
                    await changes.SetStatusAsync(account, id, status: null, snoozedUntil: null, takenBy: null, _author, CancellationToken.None);
                    reference.Become(Now, reference.Status == "open" ? "resolved" : "open");
                    break;
                case "pending" or "snoozed":
                    await changes.SetStatusAsync(account, id, ConversationStatus.ByName[kind], snoozedUntil: null, takenBy: null, _author, CancellationToken.None);
                    reference.Become(Now, kind);
                    break;
                case "mine":
                    await changes.AssignAsync(account, id, ada.User.Id, _author, CancellationToken.None);
                    reference.Assign(Now, "Ada");
                    break;
                case "theirs":
                    await changes.AssignAsync(account, id, bob.User.Id, _author, CancellationToken.None);
                    reference.Assign(Now, "Bob");
                    break;
                case "nobody":
                    await changes.AssignAsync(account, id, userId: null, _author, CancellationToken.None);
                    reference.Assign(Now, assignee: null);
                    break;
                case "delete" when reference.Messages.Count > 0:
                    var index = pick % reference.Messages.Count;
                    var stored = await MessagesAsync(id);
                    await Get<MessageChanges>().DeleteAsync(account, id, stored[index].Id, performer: null, CancellationToken.None);
                    reference.Messages[index].Content = "This message was deleted";
                    break;
                case "see":
                    await Get<ConversationReads>().SeeAsync(await FindAsync(id), _author, CancellationToken.None);
                    reference.See(Now);
                    break;
                case "unsee":
                    await Get<ConversationReads>().UnseeAsync(await FindAsync(id), _author, CancellationToken.None);
                    reference.Unsee();
                    break;
            }
        }

        private async Task SayAsync(long id, MessageInput input)
            => Assert.True((await Get<MessageComposer>().ComposeAsync(tenant.AccountId, id, input, _author, CancellationToken.None)).TryGet(out _));

        private Task<List<Message>> MessagesAsync(long id)
            => Get<MessageListing>().PageAsync(tenant.AccountId, id, before: long.MaxValue, after: 0, CancellationToken.None);

        private async Task CompareAsync(long id, Reference reference, string step)
        {
            var conversation = await FindAsync(id);
            var messages = await MessagesAsync(id);
            var unread = (await Get<ConversationReads>().UnreadAsync(tenant.AccountId, [id], CancellationToken.None))[id];
            var last = messages.Find(message => message.Id == conversation.LastMessageId)?.Content;
            var lastSaid = messages.Find(message => message.Id == conversation.LastNonActivityMessageId)?.Content;
            var found = string.Join(
                ' ', ConversationStatus.Name(conversation.Status), conversation.WaitingSince, conversation.FirstReplyCreatedAt, conversation.LastActivityAt, unread, "|", last, "|", lastSaid);
            Assert.Equal($"{step}: {reference}", $"{step}: {found}");
            Assert.Equal(reference.Messages.Select(message => (message.Content, message.At)), messages.Select(message => (message.Content!, message.CreatedAt)));
        }
    }

    private sealed class Said(string content, long at, bool isActivity, bool isIncoming)
    {
        public string Content { get; set; } = content;

        public long At => at;

        public bool IsActivity => isActivity;

        public bool IsIncoming => isIncoming;
    }

    private sealed class Reference(long startedAt)
    {
        private long? _waiting = startedAt;
        private long? _replied;
        private long? _agentSeen;
        private long? _assigneeSeen;
        private string? _assignee;

        public List<Said> Messages { get; } = [];

        public string Status { get; private set; } = "open";

        private long LastAt => Messages.Count == 0 ? startedAt : Messages[^1].At;

        public void Incoming(long now)
        {
            var at = Add("in", now, isIncoming: true);
            var reopened = Status is "resolved" or "snoozed";
            _waiting ??= at;
            if (reopened)
            {
                Status = "open";
                Add("System reopened the conversation due to a new incoming message.", now, isActivity: true);
            }
        }

        public void Outgoing(long now, string content, bool isPrivate, bool isHuman)
        {
            var at = Add(content, now);
            if (!isPrivate)
            {
                _waiting = null;
                _replied ??= isHuman ? at : null;
            }
        }

        public void Become(long now, string status)
        {
            if (status == Status)
            {
                return;
            }

            Status = status;
            if (status == "resolved")
            {
                _waiting = null;
            }

            Add(
                status switch
                {
                    "open" => "Conversation was reopened by Ada",
                    "resolved" => "Conversation was marked resolved by Ada",
                    "pending" => "Conversation was marked as pending by Ada",
                    _ => "Conversation was snoozed by Ada",
                },
                now,
                isActivity: true);
        }

        public void Assign(long now, string? assignee)
        {
            if (assignee != _assignee)
            {
                _assignee = assignee;
                Add(
                    assignee switch
                    {
                        null => "Conversation unassigned by Ada",
                        "Ada" => "Ada self-assigned this conversation",
                        _ => "Assigned to Bob by Ada",
                    },
                    now,
                    isActivity: true);
            }
        }

        public void See(long now)
        {
            var seen = _assignee == "Ada" ? _assigneeSeen : _agentSeen;
            if (seen is null || Messages.Exists(message => message.At > seen) || seen < now - 3_600_000)
            {
                _agentSeen = Math.Max(now, LastAt);
                _assigneeSeen = _assignee == "Ada" ? _agentSeen : _assigneeSeen;
            }
        }

        public void Unsee() => _agentSeen = _assigneeSeen = Messages.FindLast(message => message.IsIncoming)?.At - 1_000;

        public override string ToString()
        {
            var unread = Math.Min(10, Messages.Count(message => message.IsIncoming && message.At > (_agentSeen ?? -1)));
            return string.Join(
                ' ', Status, _waiting, _replied, LastAt, unread, "|", Messages.LastOrDefault()?.Content, "|", Messages.FindLast(message => !message.IsActivity)?.Content);
        }

        private long Add(string content, long now, bool isActivity = false, bool isIncoming = false)
        {
            var at = Messages.Count == 0 ? now : Math.Max(now, Messages[^1].At + 1);
            Messages.Add(new Said(content, at, isActivity, isIncoming));
            return at;
        }
    }
}
