package transfer

import "time"

// State is what a run is doing.
type State string

// The states of a run.
const (
	Running    State = "running"
	Paused     State = "paused"     // jobs that were sent go on
	Cancelling State = "cancelling" // waiting for the jobs that were sent
	Finished   State = "finished"
)

// Progress is how far a run is.
type Progress struct {
	State   State
	Total   int // items of the plan; 0 if not known
	Done    int
	Failed  int
	Unknown int
	NotRun  int
	Skipped int // done in an earlier run, by the log
	Jobs    int // sent and not finished

	PerSecond float64       // items settled a second, of late
	Left      time.Duration // -1 if not known
	Waiting   string        // why nothing is sent just now; "" if it is
}

// Settled is how many items nothing more will happen to in this run.
func (p Progress) Settled() int { return p.Done + p.Failed + p.Unknown + p.NotRun + p.Skipped }

// rateWindow is how far back the rate looks.
const rateWindow = 30 * time.Second

// pace tells the rate from the last moments.
type pace struct{ marks []paceMark }

type paceMark struct {
	at    time.Time
	count int
}

func (p *pace) note(now time.Time, count int) {
	p.marks = append(p.marks, paceMark{now, count})
	for len(p.marks) > 2 && now.Sub(p.marks[1].at) > rateWindow {
		p.marks = p.marks[1:]
	}
	if len(p.marks) > 256 { // many small steps: every other one will do
		kept := p.marks[:0]
		for i, m := range p.marks {
			if i%2 == 0 || i == len(p.marks)-1 {
				kept = append(kept, m)
			}
		}
		p.marks = kept
	}
}

func (p *pace) perSecond() float64 {
	if len(p.marks) < 2 {
		return 0
	}
	first, last := p.marks[0], p.marks[len(p.marks)-1]
	seconds := last.at.Sub(first.at).Seconds()
	if seconds <= 0 {
		return 0
	}
	return float64(last.count-first.count) / seconds
}

func timeLeft(total, settled int, rate float64) time.Duration {
	switch {
	case total <= 0:
		return -1
	case settled >= total:
		return 0
	case rate <= 0:
		return -1
	}
	return time.Duration(float64(total-settled) / rate * float64(time.Second)).Round(time.Second)
}
