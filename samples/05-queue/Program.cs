using RcuSim.Exploration;
using RcuSim.Samples;
using RcuSim.Samples.Queue;

// Explores a lock-free queue, right and with two mistakes, then runs the right one on real threads.
const string wrong = "NotLinearizable";
var table = new OutcomeTable();
table.Expect($"{QueueBug.None}: fine", "whatever was answered, a queue could have answered in some order");
table.Expect($"{QueueBug.LosesUpdate}: fine", "no two threads added at once");
table.Expect($"{QueueBug.LosesUpdate}: {wrong}", "a value is gone: of two nodes one was overwritten");
table.Expect($"{QueueBug.AnswersStale}: fine", "no dequeue had to start over");
table.Expect($"{QueueBug.AnswersStale}: {wrong}", "two threads took the same value");

foreach (var bug in Enum.GetValues<QueueBug>())
{
    var options = new CampaignOptions { Scenario = new QueueScenario(bug), Schedules = 2000 };
    var survey = Survey.Run(options, result => result.Violation?.Kind.Name ?? "fine");
    foreach (var outcome in survey.Outcomes)
    {
        table.Count($"{bug}: {outcome.Name}", outcome.Count);
    }

    if (bug == QueueBug.LosesUpdate)
    {
        Console.WriteLine(survey.Find(wrong)?.First);
    }
}

Check.RunsNatively(new QueueScenario());
return table.Write(Console.Out) ? 0 : 1;
