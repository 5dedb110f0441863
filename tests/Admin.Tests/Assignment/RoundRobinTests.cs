using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OneLink.Admin.Assignment;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Assignment;

/// <summary>Random days of an inbox, told to the model and to a plain queue in memory: both must give every conversation to the same person.</summary>
public sealed class RoundRobinTests
{
    private const int Agents = 4;

    [Fact]
    public async Task Days_OfAnyCourse_AgreeWithAPlainQueue()
    {
        await using var server = await AdminServer.StartAsync();
        var world = await World.BeginAsync(server);
        var step = from kind in Gen.Frequency((5, Gen.Constant("begin")), (3, Gen.Constant("toggle")), (3, Gen.Constant("resolve")), (1, Gen.Constant("reopen")))
                   from pick in Gen.Choose(0, 1_000)
                   select (kind, pick);
        var day = from limit in Gen.Elements<int?>(null, 1, 2, 5)
                  from steps in step.ListOf(25)
                  select (limit, steps);

        Prop.ForAll(Arb.From(day), drawn => world.AgreesAsync(drawn.limit, drawn.steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Draws.Of(40)));
    }

    [Fact]
    public async Task Conversations_BegunAllAtOnce_AreSharedOutEvenly()
    {
        await using var server = await AdminServer.StartAsync();
        var world = await World.BeginAsync(server);

        Assert.Equal(Enumerable.Repeat(25, Agents), await world.SharesAsync(25 * Agents));
    }

    private sealed class World(AdminServer server, Tenant tenant, Contact contact, Inbox inbox, List<long> agents)
    {
        private readonly AssignmentSweep _sweep = server.Services.GetServices<IHostedService>().OfType<AssignmentSweep>().Single();

        public static async Task<World> BeginAsync(AdminServer server)
        {
            var tenant = await Tenant.JoinAsync(server);
            var people = new List<Person>();
            foreach (var number in Enumerable.Range(0, Agents))
            {
                people.Add(await tenant.AgentAsync($"Agent {number}"));
            }

            var inboxId = await tenant.InboxAsync(members: [.. people]);
            var inbox = (await server.Services.GetRequiredService<InboxRepository>().FindAsync(tenant.AccountId, inboxId, CancellationToken.None))!;
            var made = await server.Services.GetRequiredService<ContactChanges>().CreateAsync(
                tenant.AccountId, new ContactInput { Name = "Cleo" }, performer: null, CancellationToken.None);
            Assert.True(made.TryGet(out var contact));
            await tenant.RunAsync("UPDATE account_users SET auto_offline = 0 WHERE account_id = @AccountId");
            return new World(server, tenant, contact, inbox, [.. people.Select(person => person.User.Id)]);
        }

        /// <summary>Begins so many conversations at once; how many each agent has then, the fewest first.</summary>
        public async Task<List<int>> SharesAsync(int count)
        {
            var begun = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => BeginAsync()));
            return [.. begun.GroupBy(conversation => conversation.AssigneeId).Select(share => share.Count()).Order()];
        }

        public async Task<bool> AgreesAsync(int? limit, IReadOnlyList<(string Kind, int Pick)> steps)
        {
            // What an earlier day has left is put away; the queue stands as it is.
            await tenant.RunAsync("DELETE FROM conversations WHERE account_id = @AccountId");
            await tenant.RunAsync($"UPDATE inboxes SET auto_assignment_config = '{(limit is null ? "{}" : $$"""{"max_assignment_limit":{{limit}}}""")}' WHERE account_id = @AccountId");
            await tenant.RunAsync("UPDATE account_users SET availability = 'online' WHERE account_id = @AccountId");
            var turns = await Get<IDatabase>().WriteAsync(
                async scope => (await scope.QueryAsync<long>("SELECT user_id FROM inbox_members WHERE inbox_id = @Id ORDER BY turn, user_id", new { inbox.Id })).ToList(),
                CancellationToken.None);
            var reference = new Reference(turns, limit ?? int.MaxValue);
            foreach (var (kind, pick) in steps)
            {
                await StepAsync(reference, kind, pick);
                await _sweep.SweepAsync(CancellationToken.None);
                reference.Sweep();
                Assert.Equal(reference.Assignees, await AssigneesAsync());
            }

            return true;
        }

        private T Get<T>()
            where T : notnull
            => server.Services.GetRequiredService<T>();

        private async Task StepAsync(Reference reference, string kind, int pick)
        {
            switch (kind)
            {
                case "begin":
                    reference.Begin((await BeginAsync()).Id);
                    break;
                case "toggle":
                    var agent = agents[pick % agents.Count];
                    var isThere = reference.Toggle(agent);
                    await tenant.RunAsync($"UPDATE account_users SET availability = '{(isThere ? "online" : "busy")}' WHERE account_id = @AccountId AND user_id = {agent}");
                    break;
                case "resolve" or "reopen" when reference.Assignees.Count > 0:
                    var id = reference.Assignees.Keys.ElementAt(pick % reference.Assignees.Count);
                    var status = kind is "resolve" ? ConversationStatus.Resolved : ConversationStatus.Open;
                    await Get<ConversationChanges>().SetStatusAsync(
                        tenant.AccountId, id, status, snoozedUntil: null, takenBy: null, Author.System, CancellationToken.None);
                    reference.Become(id, isOpen: kind is "reopen");
                    break;
            }
        }

        private async Task<Conversation> BeginAsync()
        {
            var outcome = await Get<ConversationStarter>().StartAsync(
                contact, inbox, sourceId: null, new ConversationInput(), first: null, Author.System, CancellationToken.None);
            Assert.True(outcome.TryGet(out var conversation));
            return conversation;
        }

        private async Task<SortedDictionary<long, long?>> AssigneesAsync()
        {
            var rows = await Get<IDatabase>().WriteAsync(
                async scope => (await scope.QueryAsync<(long, long?)>("SELECT id, assignee_id FROM conversations WHERE inbox_id = @Id", new { inbox.Id })).ToList(),
                CancellationToken.None);
            return new SortedDictionary<long, long?>(rows.ToDictionary(row => row.Item1, row => row.Item2));
        }
    }

    /// <summary>The queue: whoever is first in it, there and below the limit takes the next, and goes to its end.</summary>
    private sealed class Reference(List<long> queue, int limit)
    {
        private readonly HashSet<long> _away = [];
        private readonly HashSet<long> _open = [];
        private readonly List<long> _waiting = [];

        public SortedDictionary<long, long?> Assignees { get; } = [];

        /// <returns>Whether the agent is there now.</returns>
        public bool Toggle(long agent) => _away.Remove(agent) || !_away.Add(agent);

        public void Begin(long conversation)
        {
            Assignees[conversation] = null;
            Become(conversation, isOpen: true);
        }

        public void Become(long conversation, bool isOpen)
        {
            if (!isOpen)
            {
                _open.Remove(conversation);
                _waiting.Remove(conversation);
            }
            else if (_open.Add(conversation) && Assignees[conversation] is null && !Give(conversation))
            {
                _waiting.Add(conversation);
            }
        }

        public void Sweep()
        {
            while (_waiting.Count > 0 && Give(_waiting[0]))
            {
                _waiting.RemoveAt(0);
            }
        }

        private bool Give(long conversation)
        {
            var at = queue.FindIndex(agent => !_away.Contains(agent) && _open.Count(open => Assignees[open] == agent) < limit);
            if (at < 0)
            {
                return false;
            }

            var next = queue[at];
            queue.RemoveAt(at);
            queue.Add(next);
            Assignees[conversation] = next;
            return true;
        }
    }
}
